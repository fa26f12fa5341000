"""Statements (أقوال) and their chains of transmission (إسناد): who said what, through whom it reached the page."""

from khabar.statements.reader import read

__all__ = ["read"]
