"""Which time of a page is an event's by all that is known of those near it: weights given by hand and learnt ones."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from test_events_cast import names_of
from test_events_readings import TEXT, table

from khabar import times
from khabar.events import candidates
from khabar.events.choices import STAY, Choice, choose
from khabar.events.date_words import word
from khabar.events.dates import _within, calendar, choices
from khabar.events.nisbas import nisba
from khabar.events.read import Scene, Told, happenings, look, tell
from khabar.events.times_round import Moment
from khabar.events.training.dates import LESSON, train, unseen
from khabar.events.training.lessons import Case, learn
from khabar.events.training.logistic import fit_choice
from khabar.model import Article, Document, Event, Span
from khabar.names.gazetteer import cells, forms
from khabar.names.gazetteer import table as table_of
from khabar.text import fold, rows, sentences

PUBLISHED = "2025-03-12"
"""A Wednesday."""


def scene_of(text: str) -> tuple[Scene, list[Told]]:
    span = Span(0, len(text))
    document = Document(name="p", sha256="0", text=text)
    article = Article(id="x", number=1, document=document, spans=(span,), published=PUBLISHED)
    scene = look(article, times.read(text, [span], PUBLISHED), names_of(text), ())
    return scene, tell(scene, sentences(text, [span]))


def known(text: str, type: str) -> dict[str | None, frozenset[str]]:
    """What is known of the times that may be those of the first event of a type."""
    scene, told = scene_of(text)
    merged = happenings(scene, told)
    page = calendar(scene, [(e, [told[m] for m in members]) for e, members in merged])
    number = next(n for n, (e, _) in enumerate(merged) if e.type == type)
    return {c.value: c.features for c in choices(page, number)}


def first(text: str, type: str, dates: dict[str, float]) -> Event:
    scene, told = scene_of(text)
    return next(e for e, _ in candidates(scene, told, {}, dates) if e.type == type)


def test_what_is_known_of_times_in_the_sentence_of_an_event() -> None:
    found = known("أعلن كريم الثلاثاء أن تونس قصفت مواقع مالطا يوم الأحد.", "attack")
    assert list(found) == ["2025-03-09", "2025-03-11", None]  # what the rules give, the other, none
    said, done = found["2025-03-11"], found["2025-03-09"]
    assert {"at=clause-before", "that:clause-before", "age=yesterday", "opens=اعلن:clause-before"} <= said
    assert {"at=clause-after", "age=3", "rule=rule", "nearest=True:clause"} <= done and "that:clause-after" not in done
    assert {"none", "none-rule=some:attack"} <= (found[None] or frozenset())


def test_what_stands_between_an_event_and_a_time() -> None:
    found = known("زار كريم مالطا، بعد انتخابات فيها الاثنين.", "visit")["2025-03-10"]
    assert {"after:clause-after", "comma:clause-after"} <= found
    found = known("زار كريم مالطا قبل أن تقصف تونس قبرص الاثنين.", "visit")["2025-03-10"]
    assert "crossed=verb:clause-after" in found and "nearer=True:clause-after" in found


def test_what_is_known_of_times_in_other_sentences() -> None:
    found = known("قال كريم الاثنين إنه راض. وزار كريم مالطا. ويعود في 20 مارس.", "visit")
    before, behind = found["2025-03-10"], found["2025-03-20"]
    assert {"at=back1", "cast=some:back1", "there=free:back1", "own-opens=past:back1"} <= before
    assert {"at=on1", "cast=none:on1", "only=True:on1:none"} <= behind
    other = known("قصفت تونس قبرص الاثنين. وزار كريم مالطا.", "visit")["2025-03-10"]
    assert {"there=other:back1", "taken=other:back1", "also-of=other:far:none"} <= other


def test_words_of_what_a_page_is_about_are_no_features() -> None:
    text = (
        "ترحيب مالطا الاثنين جاء فوريا. وفي سوسة زار الرئيس التونسي كريم مالطا، وعلى القوات الأميركية الثلاثاء الرحيل."
    )
    found = known(text, "visit")
    kinds = ("opens=", "own-opens=", "governor=", "before=", "behind=")
    words = {f.split("=")[1].split(":")[0] for of in found.values() for f in of if f.startswith(kinds)}
    assert {"definite", "past", "في"} <= words <= {"-", "other", "definite", "past", "outcome", "في"}


def test_the_words_of_the_table_that_ships_name_nobody() -> None:
    kinds = ("opens=", "own-opens=", "governor=", "before=", "behind=")
    features = [r["feature"] for r in rows("event_dates.tsv") if r["feature"].startswith(kinds)]
    words = {f.split("=")[1].split(":")[0] for f in features}
    assert words and not [w for w in words if nisba(w) or any(not f.guarded for f in forms().get(w, ()))]
    assert not words & {fold(n) for row in table_of("countries.tsv") for n in cells(row["ar"])}
    assert all(word(w) == w or w in ("past", "ahead", "lasts", "future", "near", "outcome", "call", "after", "while")
               for w in words - {"definite", "other"})  # fmt: skip


def test_every_sentence_is_asked_only_for_the_times_round_it() -> None:
    page = SimpleNamespace(moments=[Moment("2025", n, n + 1, n // 2, "said") for n in range(40)])
    near = _within(page, SimpleNamespace(sentence=10))  # type: ignore[arg-type]
    assert [m.line for m in near] == [0, 0, 1, 1, *(n for n in range(7, 14) for _ in range(2))]
    assert [m.line for m in _within(page, SimpleNamespace(sentence=0))] == [0, 0, 1, 1, 2, 2, 3, 3]  # type: ignore[arg-type]


def test_times_far_off_are_none_of_its_own_but_for_those_of_the_lead() -> None:
    rest = "وتحدث كريم عن الأسعار. وتحدث كريم عن المناخ. وتحدث كريم عن الرياضة. وتحدث كريم عن السياحة."
    found = known(f"قال كريم الاثنين إنه راض. {rest} وزار كريم مالطا.", "visit")
    assert "at=lead" in found["2025-03-10"]
    found = known(f"زار كريم مالطا. {rest} وقال كريم الاثنين إنه راض.", "visit")
    assert list(found) == [None]


@pytest.mark.parametrize(
    ("worth", "ruled", "chosen"),
    [
        ({"2025-03-10": 1.0, None: 0.5}, None, "2025-03-10"),
        ({"2025-03-10": 1.0, None: 1.0 - STAY / 2}, None, None),  # not clearly better than what the rules give
        ({"2025-03-10": 0.1, None: 0.5}, "2025-03-10", None),
        ({"2025-03-10": 0.4, "2025-03": 1.4, None: 0.5}, "2025-03-10", "2025-03"),
    ],
)
def test_the_time_for_which_most_speaks(worth: dict[str | None, float], ruled: str | None, chosen: str | None) -> None:
    known = [Choice(value, frozenset({f"is={value}"})) for value in worth]
    assert choose(known, ruled, {f"is={value}": w for value, w in worth.items()}) == chosen


def test_weights_given_by_hand_are_the_ones_that_count() -> None:
    text = "قال كريم الاثنين إنه راض. وزار كريم مالطا أمس."
    assert first(text, "visit", {}).when == "2025-03-11"  # the rules alone
    assert first(text, "visit", {"at=back1": 9.0}).when == "2025-03-10"
    assert first(text, "visit", {"none": 9.0}).when is None
    assert first("زار كريم مالطا.", "visit", {"some": 9.0}).when is None  # no time on the page
    denied = "نفت تونس الاثنين إجراء محادثات مع مالطا."
    assert first(denied, "negotiate", {"some": 9.0}).when is None  # the day is the denial's


def test_one_of_each_group_is_learnt() -> None:
    x = np.array([[1.0, 0.0], [0.0, 1.0]] * 40)
    weights = fit_choice(x, np.array([1.0, 0.0] * 40), np.repeat(np.arange(40), 2), np.ones(80))
    assert weights[0] > 0.5 and weights[0] == pytest.approx(-weights[1])
    assert fit_choice(
        x, np.array([1.0, 0.0, 0.0, 1.0] * 20), np.repeat(np.arange(40), 2), np.ones(80)
    ) == pytest.approx(0)


def test_what_every_article_shows_is_learnt() -> None:
    near = [Choice("2025", frozenset({"some", "near"})), Choice("2024", frozenset({"some"})), Choice(None, frozenset())]
    cases = [Case(str(n), None, near, "2025") for n in range(20)]
    weights = learn([*cases, Case("absent", None, near, "1999")], LESSON)
    assert choose(near, None, weights) == "2025" and choose(near[1:], None, weights) == "2024"
    assert learn(cases, LESSON) == weights  # a time that none of its choices is teaches nothing


def test_the_table_is_learnt_from_readings_alone(tmp_path: Path) -> None:
    start = len("غارات على قبرص") + 1 + TEXT.index("شنت")
    row = f"A-1\t{start}\t{start + len('شنت مالطا غارات على قبرص')}\tattack\thappened\tmalta\tcyprus\t2018-03-05\t"
    readings = table(tmp_path, row)
    said: list[str] = []
    out = tmp_path / "dates.tsv"
    train((), out, said.append, readings)
    assert out.read_text(encoding="utf-8").split("\n")[1] == "feature\tweight"
    assert said[:2] == ["1 events, 1 choices", "without the model: table 0 of 1 right (0.000)"]
    assert unseen((), readings)("A-1#1") == {}  # nothing is left to learn from without it


def test_times_that_every_page_gives_are_learnt_of_pages_of_two(tmp_path: Path) -> None:
    texts = ["قال الوزير في 3 مارس إنه راض. وشنت مالطا غارات على قبرص في 5 مارس."] * 30
    where = "شنت مالطا غارات على قبرص"
    corpus, readings = tmp_path / "corpus.jsonl", tmp_path / "events.tsv"
    articles = [
        {"id": f"A-{n}", "title": "غارات على قبرص", "text": text, "published": "2018-03-06T10:00:00+00:00"}
        for n, text in enumerate(texts)
    ]
    corpus.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    starts = [len("غارات على قبرص") + 1 + text.index(where) for text in texts]
    rows_ = [
        f"A-{n}\t{start}\t{start + len(where)}\tattack\thappened\tmalta\tcyprus\t2018-03-03\t"
        for n, start in enumerate(starts)
    ]
    header = "article\tstart\tend\ttype\tstatus\tactors\trecipients\twhen\twhere"
    readings.write_text("\n".join((header, *rows_)) + "\n", encoding="utf-8")
    said: list[str] = []
    train((), tmp_path / "dates.tsv", said.append, (readings, corpus))
    assert said[1:3] == [
        "without the model: table 0 of 30 right (0.000)",
        "cross-validated: table 30 of 30 right (1.000)",  # all others were readers who took the time of the lead
    ]
    without = unseen((), (readings, corpus))
    assert without("A-3#1") != without("B-1#1")  # the first was learnt without it
