"""Whatever the page: reading it does not fail, and every finding leads back to its very characters."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.demo import pages_folder
from khabar.errors import Unreadable
from khabar.model import Document, Reading
from khabar.pages import articles, documents, sources
from khabar.pages import document as decoded
from khabar.pipeline import analyse, together
from khabar.record import article_record

DEMO = [d for source in sources([pages_folder()])[0] for d in documents(source) if isinstance(d, Document)]
LINES = sorted({line for document in DEMO for line in document.text.splitlines()})
LETTERS = st.text("ابتحدرسعفقكلمنهويىةءأإآؤئ ًٌَُِّْـ،؛؟.:!«»“”\"'()[]0123456789٠١٢٣/-–\u200f\u200d\xa0\tabA", max_size=60)
PAGES = st.lists(st.one_of(st.sampled_from(LINES), LETTERS), min_size=1, max_size=12)


def readings(lines: list[str]) -> list[Reading]:
    try:
        found = articles(decoded("\n".join(lines).encode("utf-8", "replace"), "page.txt"))
    except Unreadable:
        return []
    return list(together([analyse(a) for a in found]))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PAGES)
def test_every_finding_leads_back_to_its_characters(lines: list[str]) -> None:
    for reading in readings(lines):
        record, text = article_record(reading), reading.article.document.text
        found = [item for layer in ("times", "numbers", "mentions", "statements") for item in record[layer]]
        found += [s["cue"] for s in record["statements"] if s["cue"]]
        found += [link["cue"] for s in record["statements"] for link in s["links"] if link["cue"]]
        assert all(item["text"] == text[item["start"] : item["end"]] != "" for item in found)
        places = [*record["article"]["spans"], *record["sentences"]]
        places += [e for layer in ("events", "agreements") for item in record[layer] for e in item["evidence"]]
        assert all(0 <= start < end <= len(text) for start, end in places)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PAGES)
def test_every_id_is_an_entity_of_the_record(lines: list[str]) -> None:
    for reading in readings(lines):
        record = article_record(reading)
        known = {e["id"] for e in record["entities"]}
        assert len(known) == len(record["entities"])
        assert _ids(record) <= known


def _ids(record: dict[str, Any]) -> set[str]:
    ids = {m["entity"] for m in record["mentions"]}
    ids |= {i for s in record["statements"] for k in ("speaker", "via", "target", "addressee") for i in s[k]}
    ids |= {i for e in record["events"] for k in ("actors", "recipients") for i in e[k]}
    ids |= {e["where"] for e in record["events"] if e["where"]}
    return ids | {i for a in record["agreements"] for i in a["parties"]}
