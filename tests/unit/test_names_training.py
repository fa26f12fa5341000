"""What trains the tagger of names: tables of readings, labels, topics, and the walk to the best labels."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from khabar.errors import Unreadable
from khabar.model import Span
from khabar.names import features, recognise
from khabar.names.found import Page
from khabar.names.learned import Learned, learned, load, renewed, save, using
from khabar.names.tagger import Tag, viterbi
from khabar.names.training import clusters, tagger
from khabar.names.training.corpus import Counts
from khabar.names.training.gold import Gold
from khabar.names.training.readings import read_readings
from khabar.names.words import Words
from khabar.text import View

HEAD = "article\tstart\tend\ttype\tentity\n"


def page(text: str) -> Page:
    return Page(Words(View(text), [Span(0, len(text))]))


def corpus(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "corpus.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def readings(folder: Path, text: str) -> Path:
    path = folder / "names.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_readings_is_joined_with_the_corpus(tmp_path: Path) -> None:
    table = readings(
        tmp_path,
        "# a comment\n" + HEAD + "x2\t4\t8\tPER\tsamer\nx2\t0\t3\tEVENT\tmarch\nx2\t9\t12\tSKIP\t\nx1\t0\t0\t\t\n",
    )
    rows = corpus(tmp_path, {"id": "x1", "title": "أ", "text": "ب"}, {"id": "x2", "title": "قال", "text": "سامر هنا"})
    empty, full = read_readings(table, rows)
    assert (empty.document, empty.names) == ("x1", ())
    assert full.text == "قال\nسامر هنا"
    assert full.names == ((0, 3, "GROUP"), (4, 8, "PER"))
    assert full.entities == ("march", "samer")
    assert full.spans == (Span(0, 9),)
    assert full.body == "سامر هنا"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD + "lost\t0\t1\tPER\ta\n", "has no article lost"),
        (HEAD + "x1\t0\t99\tPER\ta\n", "shorter"),
        (HEAD + "x1\tzero\t1\tPER\ta\n", "no table of"),
        ("something\telse\n1\t2\n", "no table of"),
    ],
)
def test_a_table_that_does_not_fit_is_told(tmp_path: Path, text: str, reason: str) -> None:
    rows = corpus(tmp_path, {"id": "x1", "title": "أ", "text": "ب"})
    with pytest.raises(Unreadable, match=reason):
        read_readings(readings(tmp_path, text), rows)


def test_of_our_own_readings_the_corpus_may_lack_some(tmp_path: Path) -> None:
    table = readings(tmp_path, HEAD + "lost\t0\t1\tPER\ta\nx1\t0\t1\tPER\tb\n")
    rows = corpus(tmp_path, {"id": "x1", "title": "أ", "text": "ب"})
    assert [article.document for article in read_readings(table, rows, partly=True)] == ["x1"]


def test_labels_tell_the_particles_before_a_name() -> None:
    text = "قال سامر ولبنى هنا"
    gold = Gold("d", text, Span(0, len(text)), (), ((4, 8, "PER"), (10, 14, "PER")))
    ((_, labels),) = tagger.rows(gold)
    assert labels == ["O", "B0-PER", "B1-PER", "O"]


def test_a_fitted_tagger_finds_what_it_was_taught() -> None:
    lines = [f"التقى {a} مع {b} في القاعة" for a, b in itertools.permutations(["زيدون", "حمدون", "خلدون"], 2)]
    gold = [Gold(line, line, Span(0, len(line)), (), _named(line)) for line in lines * 3]
    fitted = tagger.fit(Learned(scores={}, letters={}, clusters={}), gold)
    with using(fitted):
        found = recognise.find(page("التقى حمدون مع زيدون في القاعة"))
    assert [(f.first, f.last, f.type) for f in found] == [(1, 1, "PER"), (3, 3, "PER")]


def _named(line: str) -> tuple[tuple[int, int, str], ...]:
    words = line.split()
    return tuple((line.index(w), line.index(w) + len(w), "PER") for w in (words[1], words[3]))


def test_what_is_learnt_reads_back_as_it_was_written(tmp_path: Path) -> None:
    whole = learned()
    path = tmp_path / "names.model"
    with path.open("wb") as file:
        save(whole, file)
    again = load(path)
    for field in ("scores", "letters", "clusters", "rates", "labels", "features"):
        assert getattr(again, field) == getattr(whole, field), field
    assert np.array_equal(again.weights, whole.weights) and np.array_equal(again.topics, whole.topics)


def test_sections_of_a_corpus_make_topics() -> None:
    sport, market = "سجل الفريق هدفا في المباراة", "ارتفع سعر النفط في السوق"
    counts = Counts({"title": "", "text": t, "section": s} for t, s in [(sport, "sport"), (market, "market")] * 3)
    groups = {w: (i, 1, 1) for i, w in enumerate(sorted(counts.count), 1)}
    table = clusters.topics(counts, groups)
    assert table.shape == (clusters.FINE + 1, 2)
    model = renewed(learned(), clusters=groups, topics=table)
    with using(model):
        topics = [features.places(page(text), [])[1][0][8] for text in ("هدفا للفريق الفريق", "سعر السوق")]
    assert topics == [1, 0]


def test_all_paragraphs_get_their_best_labels() -> None:
    generator = np.random.default_rng(3)
    scores = generator.normal(size=(9, 3)).astype(np.float32)
    steps = generator.normal(size=(3, 3)).astype(np.float32)
    path = viterbi(scores, [0, 4, 5], steps, 0)
    for begin, end in ((0, 4), (4, 5), (5, 9)):
        best = max(itertools.product(range(3), repeat=end - begin), key=lambda p: _worth(p, scores[begin:end], steps))
        assert path[begin:end] == list(best)


def _worth(path: Sequence[int], scores: np.ndarray, steps: np.ndarray) -> float:
    along = sum(float(steps[a, b]) for a, b in itertools.pairwise(path))
    return along + sum(float(row[label]) for row, label in zip(scores, path, strict=True))


@pytest.mark.parametrize(
    ("text", "tag", "parts"),
    [
        ("قمة ترامب-بوتين اليوم", Tag(1, 0, 2, "PER"), [Tag(1, 0, 1, "PER"), Tag(2, 0, 2, "PER")]),
        ("بين ترامب وبوتين اليوم", Tag(1, 0, 2, "PER"), [Tag(1, 0, 1, "PER"), Tag(2, 1, 2, "PER")]),
        ("قال جان-كلود يونكر", Tag(1, 0, 3, "PER"), [Tag(1, 0, 3, "PER")]),
        ("قال و سامر", Tag(1, 1, 2, "PER"), [Tag(2, 0, 2, "PER")]),
        ("قال سامر", Tag(1, 1, 1, "PER"), [Tag(1, 0, 1, "PER")]),
        ("قال سامر سيعمل هنا", Tag(1, 0, 2, "PER"), [Tag(1, 0, 1, "PER")]),
        ("التقى نظيره المصري", Tag(1, 0, 2, "PER"), []),
        ("قال الأردنيون", Tag(1, 0, 1, "GROUP"), []),
    ],
)
def test_what_the_tagger_sees_is_put_right(text: str, tag: Tag, parts: list[Tag]) -> None:
    assert recognise._parts(page(text), tag) == parts


@pytest.mark.parametrize(("word", "thing", "type"), [("برشلونة", "barcelona-fc", "ORG"), ("ايران", "iran", "LOC")])
def test_a_city_is_a_club_where_the_tagger_says_so_and_a_country_stays(word: str, thing: str, type: str) -> None:
    sheet = page(f"فاز {word} امس")
    place = next(f for f in recognise.by_rules(sheet) if f.type == "LOC")
    put = recognise._retyped(sheet, place, "ORG")
    assert (put.type, put.known[0].known) == (type, thing)


def test_features_looked_up_are_those_spelt_out() -> None:
    words = ["وزير", "وبالرياض", "للمتحدث", "2018", "bbc", "قال", "الروسيه", "سولاركوم", "ولندن", "في"]
    spelt = [features.of_word(word, True, features.SPELT) for word in words]
    names = {name: number for number, name in enumerate(sorted({n for row in spelt for n in row if "3=" not in n}))}
    look = features.look_up(names)
    for word, row in zip(words, spelt, strict=True):
        assert features.of_word(word, True, look) == [names.get(name) for name in row]
    assert spelt[0][0] == "w=وزير"
    assert {"len=4", "known", "-2=ير"} <= {*spelt[0]}
