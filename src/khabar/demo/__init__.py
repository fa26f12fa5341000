"""The demonstration pages: three invented affairs as eight invented outlets tell them (see ``pages/README.md``)."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def pages_folder() -> Path:
    """The folder with the demonstration pages, raw as a crawler would have left them (.txt and .html)."""
    return Path(str(resources.files("khabar.demo") / "pages"))


__all__ = ["pages_folder"]
