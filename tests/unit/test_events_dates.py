"""Which time of a page is an event's by all that is known of those near it: weights given by hand and learnt ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from test_events_cast import names_of
from test_events_readings import TEXT, table

from khabar import times
from khabar.errors import Unreadable
from khabar.events import candidates
from khabar.events.dates import STAY, Choice, calendar, choices, choose
from khabar.events.logistic import fit_choice
from khabar.events.read import Scene, Told, happenings, look, tell
from khabar.events.train_dates import Case, learn, train
from khabar.model import Article, Document, Event, Span
from khabar.text import sentences

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
    assert {"at=back1", "cast=some:back1", "there=free:back1", "own-opens=زار:back1"} <= before
    assert {"at=on1", "cast=none:on1", "only=True:on1:none"} <= behind
    other = known("قصفت تونس قبرص الاثنين. وزار كريم مالطا.", "visit")["2025-03-10"]
    assert {"there=other:back1", "taken=other:back1", "also-of=other:far:none"} <= other


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
    weights = learn([*cases, Case("absent", None, near, "1999")])
    assert choose(near, None, weights) == "2025" and choose(near[1:], None, weights) == "2024"
    assert learn(cases) == weights  # a time that none of its choices is teaches nothing


def test_nothing_to_learn_from_is_told(tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text('{"documents": [], "entities": {}}', encoding="utf-8")
    with pytest.raises(Unreadable, match="nothing to learn from"):
        train([(gold, tmp_path)], tmp_path / "out.tsv", print)


def test_the_table_is_learnt_from_readings_alone(tmp_path: Path) -> None:
    start = len("غارات على قبرص") + 1 + TEXT.index("شنت")
    row = f"A-1\t{start}\t{start + len('شنت مالطا غارات على قبرص')}\tattack\thappened\tmalta\tcyprus\t2018-03-05\t"
    readings = table(tmp_path, row)
    said: list[str] = []
    out = tmp_path / "dates.tsv"
    train((), out, said.append, readings)
    assert out.read_text(encoding="utf-8").split("\n")[1] == "feature\tweight"
    assert said[:2] == ["1 events, 1 choices", "without the model: table 0 of 1 right (0.000)"]
