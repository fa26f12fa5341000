"""The dossier's files: complete, safe against hostile pages, free of network, replaced as a whole."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

import khabar.dossier
from khabar.dossier import MARKER, build
from khabar.dossier.html import tongue
from khabar.errors import Unreadable
from unit.dossier_affair import HOSTILE, affair

ASSETS = Path(khabar.dossier.__file__).parent / "assets"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    story, readings = affair()
    return build([story], readings, tmp_path_factory.mktemp("dossier") / "out").parent


class Page(HTMLParser):
    """Tags with attributes, the visible text, and the text of script elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data
        elif self.cdata_elem is None:
            self.text += data


def read(folder: Path, name: str = "story-nakhl-0001.html") -> Page:
    return Page((folder / name).read_text(encoding="utf-8"))


def test_the_folder_holds_an_index_a_page_per_story_and_the_fonts(folder: Path) -> None:
    files = {"fonts.css", "index.html", "khabar-dossier.json", "story-nakhl-0001.html"}
    assert {p.name for p in folder.iterdir()} == files


def test_hostile_text_stays_text(folder: Path) -> None:
    for name in ("story-nakhl-0001.html", "index.html"):
        page = read(folder, name)
        assert [t for t, _ in page.tags].count("script") == 3
        assert not [t for t, _ in page.tags if t in ("img", "b", "iframe", "object")]
        assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
        assert page.scripts[0] == (ASSETS / "dossier.js").read_text(encoding="utf-8")
    assert HOSTILE in read(folder).text


def test_the_pages_text_is_in_the_page_as_it_is(folder: Path) -> None:
    _, readings = affair()
    data = json.loads(read(folder).scripts[1])
    assert [d["text"] for d in data["documents"]] == [r.article.document.text for r in readings]
    for key, start, end in data["notes"]:
        document = data["documents"][data["articles"][key]["document"]]
        assert document["text"][start:end]


def test_nothing_is_loaded_from_anywhere_but_the_folder(folder: Path) -> None:
    for path in folder.glob("*.html"):
        page = Page(path.read_text(encoding="utf-8"))
        for tag, attrs in page.tags:
            for name in ("src", "href", "action", "data"):
                target = attrs.get(name)
                if target and not target.startswith("#"):
                    assert (folder / target.split("#")[0]).is_file(), (tag, target)
        policy = next(a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
        assert policy and policy.startswith("default-src 'none'") and "unsafe" not in policy and "http" not in policy
    assert not re.search(r"url\((?!data:)", (folder / "fonts.css").read_text(encoding="utf-8"))


def test_there_is_no_style_attribute_that_the_policy_would_refuse(folder: Path) -> None:
    assert not [t for t, attrs in read(folder).tags if "style" in attrs]


def test_ids_are_unique_and_every_inner_link_has_its_target(folder: Path) -> None:
    page = read(folder)
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"] for t, a in page.tags if t == "a" and (a.get("href") or "").startswith("#")]
    assert links and {str(link)[1:] for link in links} <= set(ids)
    assert "s-c-treaty" in ids and "s-c-deny" in ids


def test_both_languages_stand_in_the_page(folder: Path) -> None:
    text = read(folder).text
    for words in ("ما يُنقل", "What is reported", "من قال ماذا", "Who said what", "٦ مقالات", "6 articles"):
        assert words in text


def test_the_style_sheet_uses_logical_properties_only() -> None:
    css = (ASSETS / "dossier.css").read_text(encoding="utf-8")
    sides = "left|right"
    physical = rf"(?:margin|padding|border)-(?:{sides}|top|bottom)|[^-](?:{sides})\s*:|align:\s*(?:{sides})|float:"
    assert re.search(physical, "p { text-align: left }")
    assert not re.search(physical, css)


def test_the_fonts_are_small_and_their_licences_lie_beside_them() -> None:
    fonts = list((ASSETS / "fonts").glob("*.woff2"))
    assert fonts and sum(f.stat().st_size for f in fonts) <= 300_000
    licences = [p.read_text(encoding="utf-8") for p in (ASSETS / "fonts").glob("OFL-*.txt")]
    assert len(licences) == 3 and all("SIL Open Font License" in text for text in licences)


def test_building_again_gives_the_same_bytes_and_leaves_no_old_page(tmp_path: Path) -> None:
    story, readings = affair()
    out = tmp_path / "out"
    other = msgspec.structs.replace(story, id="gone")
    build([other], readings, out)
    build([story], readings, out)
    assert sorted(p.name for p in out.glob("story-*")) == ["story-nakhl-0001.html"]
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    build([story], readings[::-1], out)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_a_folder_that_is_no_dossier_is_not_touched(tmp_path: Path) -> None:
    story, readings = affair()
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Unreadable, match="holds no dossier"):
        build([story], readings, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(Unreadable, match="not a folder"):
        build([story], readings, tmp_path / "thesis.txt")


def test_a_marker_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    story, readings = affair()
    outside = tmp_path / "mine.txt"
    outside.write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / MARKER).write_text(json.dumps({"format": "khabar-dossier/1", "files": ["../mine.txt"]}), encoding="utf-8")
    build([story], readings, out)
    assert outside.exists()


def test_a_dossier_of_nothing_is_an_index_that_says_so(tmp_path: Path) -> None:
    index = build([], [], tmp_path / "out")
    assert "No stories." in index.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("قال Reuters", 'lang="ar" dir="rtl"'), ("Treaty signed", 'lang="en" dir="ltr"'), ("", 'lang="en" dir="ltr"')],
)
def test_a_source_s_words_bear_their_language(words: str, expected: str) -> None:
    assert str(tongue(words)) == expected
