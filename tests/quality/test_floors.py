"""The quality of the demonstration pages' reading never falls silently.

Each figure of ``score.py`` has a floor in ``floors.json``, beside the digest of the gold it was measured on.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quality import score


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return score.measure()[0]


def test_the_floors_were_measured_on_this_gold() -> None:
    assert score.floors()["gold"] == score.digest(), (
        "the gold changed: python tests/quality/score.py --raise --new-gold"
    )


@pytest.mark.parametrize("name", sorted(score.floors()["floors"]))
def test_no_figure_is_under_its_floor(name: str, figures: dict[str, float]) -> None:
    assert figures.get(name, 0.0) >= score.floors()["floors"][name], "python tests/quality/score.py --misses says why"


def test_every_figure_has_a_floor(figures: dict[str, float]) -> None:
    assert set(figures) <= set(score.floors()["floors"]), "python tests/quality/score.py --raise pins the new ones"


def test_the_gold_reads_its_pages() -> None:
    """Every word that the gold quotes stands on its page."""
    gold = json.loads(score.GOLD.read_text(encoding="utf-8"))
    texts = {r.article.document.name: r.article.document.text for r in score.read_demo()}
    absent = []
    for page in gold["documents"]:
        text = texts[page["doc"]]
        for article in page["articles"]:
            start = text.find(article["starts"])
            body = text[start : text.find(article["ends"], start) + len(article["ends"])]
            quoted = [article["starts"], article["ends"]]
            quoted += [surface for layer in ("times", "mentions") for surface, _ in article[layer]]
            quoted += [s["text"] for s in article["statements"]]
            quoted += [e["evidence"] for layer in ("events", "agreements") for e in article[layer]]
            absent += [(page["doc"], q) for q in quoted if q not in body]
    assert not absent


def test_the_gold_names_only_entities_that_it_lists() -> None:
    gold = json.loads(score.GOLD.read_text(encoding="utf-8"))
    used = set(gold["stands_for"]) | set(gold["stands_for"].values())
    for page in gold["documents"]:
        for article in page["articles"]:
            used |= {id for _, id in article["mentions"]}
            used |= {id for s in article["statements"] for k in ("speaker", "via", "target") for id in s.get(k, [])}
            used |= {id for e in article["events"] for k in ("actors", "recipients") for id in e[k]}
            used |= {e["where"] for e in article["events"] if e["where"]} | {
                id for a in article["agreements"] for id in a["parties"]
            }
    assert used <= set(gold["entities"])


def test_a_perfect_reading_scores_one_and_an_empty_one_nothing() -> None:
    """The scorer itself: the gold turned into records is perfect, and no records find nothing."""
    text = "خبر\nقال زيد: «نعم». وأضاف أنه باق."
    gold = {
        "stands_for": {},
        "entities": {"zayd": {"type": "PER", "wikidata": None, "names": ["زيد"]}},
        "documents": [
            {
                "doc": "a.txt",
                "boilerplate": [],
                "articles": [
                    {
                        "title": "خبر",
                        "published": None,
                        "starts": "قال",
                        "ends": "باق.",
                        "times": [],
                        "mentions": [["زيد", "zayd"]],
                        "statements": [{"text": "نعم", "speaker": ["zayd"], "act": "say", "kind": "direct", "via": []}],
                        "events": [],
                        "agreements": [],
                    }
                ],
            }
        ],
    }
    start = text.index("زيد")
    record = {
        "document": {"name": "a.txt"},
        "article": {"title": "خبر", "published": None, "spans": [[4, len(text)]]},
        "entities": [{"id": "p1", "type": "PER", "names": {"ar": "زيد"}, "wikidata": None}],
        "mentions": [{"start": start, "end": start + 3, "text": "زيد", "type": "PER", "entity": "p1"}],
        "times": [],
        "statements": [{"text": "نعم", "speaker": ["p1"], "via": [], "act": "affirm", "kind": "direct"}],
        "events": [],
        "agreements": [],
    }
    layers = score.score_reading(gold, {"a.txt": text}, [record])
    for name in ("articles", "body", "mentions", "statements"):
        assert set(layers[name].figures().values()) == {1.0}, name
    empty = score.score_reading(gold, {"a.txt": text}, [])
    assert [empty[n].figures()["f1"] for n in ("articles", "body", "mentions", "statements")] == [0.0] * 4


def test_floors_only_rise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score, "FLOORS", tmp_path / "floors.json")
    score.raise_floors({"times.f1": 0.9, "body.f1": 0.005}, margin=0.01, new_gold=False)
    assert score.floors()["floors"] == {"times.f1": 0.89, "body.f1": 0.0}
    score.raise_floors({"times.f1": 0.5, "body.f1": 0.51}, margin=0.01, new_gold=False)
    assert score.floors()["floors"] == {"times.f1": 0.89, "body.f1": 0.5}


def test_floors_of_another_gold_are_not_touched_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score, "FLOORS", tmp_path / "floors.json")
    score.FLOORS.write_text('{"gold": "another", "floors": {"times.f1": 0.9}}', encoding="utf-8")
    with pytest.raises(SystemExit, match="new-gold"):
        score.raise_floors({"times.f1": 0.95}, margin=0.01, new_gold=False)
    score.raise_floors({"times.f1": 0.5}, margin=0.01, new_gold=True)
    assert score.floors() == {"gold": score.digest(), "floors": {"times.f1": 0.49}}
