"""The dossier: a self-contained static site that opens from disk, without network and, for reading, without script.

One question per module: ``view`` what a page shows, ``case`` one story with its readings at hand, ``course`` what is
reported and when, ``voices`` who said what, ``register`` agreements and lists, ``differences`` where sources differ,
``sources`` origins and people, ``story`` and ``front`` put a page together, ``words`` and ``lines`` its language,
``html`` its look.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from khabar.dossier import front, html, story
from khabar.errors import Unreadable
from khabar.model import Reading, Story

MARKER = "khabar-dossier.json"
"""The file that tells a dossier's folder from any other; it lists what the dossier wrote."""


def build(stories: Sequence[Story], readings: Sequence[Reading], out: Path) -> Path:
    """Write the dossier into ``out`` and return the path of its index page.

    A dossier that lies there is replaced, and of its pages none is left over. Raises :class:`khabar.errors.Unreadable`
    when ``out`` is a file or a folder that holds anything but a dossier.
    """
    old = _claim(out)
    pages = {"fonts.css": html.fonts_css()}
    for one in stories:
        pages[story.href(one)] = html.story_page(story.view(one, readings))
    pages["index.html"] = html.index_page(front.index(stories, readings))
    _mark(out, old | pages.keys())
    for name, page in pages.items():
        _write(out / name, page)
    for name in old - pages.keys():
        (out / name).unlink(missing_ok=True)
    _mark(out, pages.keys())
    return out / "index.html"


def _claim(out: Path) -> set[str]:
    """Make the folder ours, and return the files that an older dossier left in it."""
    if out.exists() and not out.is_dir():
        raise Unreadable(str(out), "is a file, not a folder")
    out.mkdir(parents=True, exist_ok=True)
    marker = out / MARKER
    if marker.is_file():
        try:
            files = json.loads(marker.read_text(encoding="utf-8"))["files"]
        except (ValueError, KeyError, TypeError) as error:
            raise Unreadable(str(marker), "is not the marker of a dossier") from error
        return {f for f in files if isinstance(f, str) and Path(f).name == f}
    if any(out.iterdir()):
        raise Unreadable(str(out), "is not empty and holds no dossier; name another folder")
    return set()


def _mark(out: Path, files: Iterable[str]) -> None:
    _write(out / MARKER, json.dumps({"format": "khabar-dossier/1", "files": sorted(files)}, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    """A file that appears only when it is whole."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


__all__ = ["MARKER", "build"]
