"""The demonstration pages are there, and are as raw as their README says."""

from __future__ import annotations

from khabar.demo import pages_folder


def test_the_pages_come_with_the_package() -> None:
    names = sorted(p.name for p in pages_folder().iterdir() if p.suffix in (".txt", ".html"))
    assert len(names) == 18
    assert sum(n.endswith(".html") for n in names) == 3


def test_one_page_is_not_utf8() -> None:
    def is_utf8(data: bytes) -> bool:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    others = [p.name for p in sorted(pages_folder().glob("*.txt")) if not is_utf8(p.read_bytes())]
    assert others == ["012_rasif.txt"]
    assert "انتهاء البحث" in (pages_folder() / "012_rasif.txt").read_text(encoding="windows-1256")


def test_the_reader_is_told_that_everything_is_invented() -> None:
    assert "Everything here is invented" in (pages_folder() / "README.md").read_text(encoding="utf-8")
