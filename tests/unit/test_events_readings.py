"""Tables of readings from which is learnt what is recorded: no text in them, offsets into the corpus's articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from khabar.errors import Unreadable
from khabar.events.training import cast, dates, places, recorded
from khabar.events.training.readings import pages_of
from khabar.events.training.recorded import train

TEXT = "وصل الوزير إلى تونس. شنت مالطا غارات على قبرص."


def table(tmp_path: Path, *rows: str) -> tuple[Path, Path]:
    corpus, readings = tmp_path / "corpus.jsonl", tmp_path / "events.tsv"
    article = {"id": "A-1", "title": "غارات على قبرص", "text": TEXT, "published": "2018-03-05T10:00:00+00:00"}
    corpus.write_text(json.dumps(article, ensure_ascii=False) + "\n", encoding="utf-8")
    header = "article\tstart\tend\ttype\tstatus\tactors\trecipients\twhen\twhere"
    readings.write_text("\n".join(("# readings", header, *rows)) + "\n", encoding="utf-8")
    return readings, corpus


def test_offsets_lead_to_the_clause_on_the_page(tmp_path: Path) -> None:
    start = len("غارات على قبرص") + 1 + TEXT.index("شنت")
    row = f"A-1\t{start}\t{start + len('شنت مالطا غارات')}\tattack\thappened\tmalta\tcyprus\t2018-03-05\t"
    ((page, name, told),) = pages_of(*table(tmp_path, row))
    assert name == "A-1" and page[told[0].start : told[0].end] == "شنت مالطا غارات"
    assert told[0].type == "attack" and told[0].cast == {"malta", "cyprus"} and told[0].recipients == {"cyprus"}
    assert (told[0].status, told[0].when, told[0].where) == ("happened", "2018-03-05", None)


def test_an_article_without_an_event_teaches_too(tmp_path: Path) -> None:
    ((_, _, told),) = pages_of(*table(tmp_path, "A-1\t0\t0\t\t\t\t\t\t"))
    assert told == []


@pytest.mark.parametrize(
    "row",
    [
        "A-1\tzero\t5\tattack\thappened\tmalta\t\t\t",
        "A-1\t0\t5",
        "A-1\t0\t5\tattack\thappened\tmalta\t\t",
        "A-1\t\t\tattack\thappened\tmalta\t\t\t",
    ],
)
def test_a_damaged_row_is_told_with_the_name_of_its_table(tmp_path: Path, row: str) -> None:
    with pytest.raises(Unreadable, match=r"events\.tsv"):
        list(pages_of(*table(tmp_path, row)))


@pytest.mark.parametrize("line", ["{not json", '{"id": "A-1", "text": "وصل الوزير."}', '{"id": "A-1", "title": null}'])
def test_a_damaged_line_of_the_corpus_is_told(tmp_path: Path, line: str) -> None:
    readings, corpus = table(tmp_path, "A-1\t0\t5\tattack\thappened\tmalta\t\t\t")
    corpus.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"corpus\.jsonl"):
        list(pages_of(readings, corpus))


def test_articles_that_the_corpus_lacks_and_damaged_tables_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        list(pages_of(*table(tmp_path, "A-2\t0\t5\tattack\thappened\t\t\t\t")))
    readings, corpus = table(tmp_path)
    for damaged in ("article\twhat\nA-1\tx\n", "article\twhat\n", ""):
        readings.write_text(damaged, encoding="utf-8")
        with pytest.raises(Unreadable, match=r"events\.tsv"):
            list(pages_of(readings, corpus))


@pytest.mark.parametrize("trainer", [cast, dates, places, recorded], ids=lambda m: m.__name__.rsplit(".")[-1])
def test_nothing_to_learn_from_is_told_with_where_it_was_sought(tmp_path: Path, trainer: Any) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text('{"documents": [], "entities": {}}', encoding="utf-8")
    with pytest.raises(Unreadable, match=r"gold\.json.*nothing to learn from"):
        trainer.train([(gold, tmp_path)], tmp_path / "out.tsv", print)
    readings = table(tmp_path, "A-1\t0\t0\t\t\t\t\t\t")
    with pytest.raises(Unreadable, match=r"events\.tsv.*nothing to learn from"):
        trainer.train((), tmp_path / "out.tsv", print, readings=readings)


def test_the_table_is_learnt_from_readings_alone(tmp_path: Path) -> None:
    start = len("غارات على قبرص") + 1 + TEXT.index("شنت")
    row = f"A-1\t{start}\t{start + len('شنت مالطا غارات على قبرص')}\tattack\thappened\tmalta\tcyprus\t2018-03-05\t"
    said: list[str] = []
    out = tmp_path / "rank.tsv"
    train((), out, said.append, readings=table(tmp_path, row))
    assert out.read_text(encoding="utf-8").startswith("# Weights") and "1 gold events" in said[0]


def test_the_readings_that_come_with_the_source_hold_no_arabic() -> None:
    path = Path(__file__).parents[2] / "training" / "events.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 9 for row in rows)
    assert not any("\u0600" <= letter <= "\u06ff" for row in rows for letter in "".join(row))
