"""Statements (أقوال) and their chains of transmission (إسناد): who said what, through whom it reached the page."""

from khabar.statements.reader import read
from khabar.statements.rules import parts
from khabar.statements.same import joined

__all__ = ["joined", "parts", "read"]
