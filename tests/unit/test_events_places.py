"""Which place of a page is an event's by all that is known of those round it: weights given by hand and learnt ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_events_cast import NAMES, names_of
from test_events_readings import TEXT, table

from khabar import times
from khabar.events import candidates
from khabar.events.atlas import atlas
from khabar.events.places import choices
from khabar.events.read import Scene, Told, happenings, look, tell
from khabar.events.training.places import train
from khabar.model import Article, Document, Event, Span
from khabar.text import sentences


def scene_of(text: str, title: str | None = None) -> tuple[Scene, list[Told]]:
    span = Span(0, len(text))
    document = Document(name="p", sha256="0", text=text)
    article = Article(id="x", number=1, document=document, spans=(span,), title=title, published="2025-03-12")
    scene = look(article, times.read(text, [span], None), names_of(text), ())
    return scene, tell(scene, sentences(text, [span]))


def known(text: str, type: str, title: str | None = None) -> dict[str | None, frozenset[str]]:
    """What is known of the places that may be those of the first event of a type."""
    scene, told = scene_of(text, title)
    placed = [(e, [told[m] for m in members]) for e, members in happenings(scene, told)]
    number = next(n for n, (e, _) in enumerate(placed) if e.type == type)
    return {c.value: c.features for c in choices(atlas(scene, placed), number, placed[number][0])}


def first(text: str, type: str, places: dict[str, float]) -> Event:
    scene, told = scene_of(text)
    return next(e for e, _ in candidates(scene, told, {}, {}, places) if e.type == type)


def test_what_is_known_of_places_in_the_sentence_of_an_event() -> None:
    found = known("وصل كريم من تونس والتقى ليلى في سوسة.", "meet")
    assert next(iter(found)) == "sousse" and None in found
    assert {"at=clause-after:في", "rule=same", "at=في:meet"} <= found["sousse"]
    assert {"at=clause-before:من", "rule=round"} <= found["tunisia"]
    assert "none-rule=some" in found[None]


def test_one_place_named_inside_another() -> None:
    found = known("قصفت قبرص مواقع في سوسة في تونس وفي مالطا.", "attack")
    assert "side=inner:clause-after" in found["sousse"] and "side=outer:clause-after" in found["tunisia"]
    assert "side=alone:clause-after" in found["malta"]  # joined on: not where the one before lies
    assert "side=alone:clause-after" in known("قصفت قبرص سوسة ومالطا.", "attack")["malta"]


def test_a_building_elsewhere_is_another_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for where, meant in (("سوسة", False), ("دمشق", True)):
        for id, name in (("damascus-palace", "قصر الشعب"), ("damascus", "دمشق")):
            monkeypatch.setitem(NAMES, name, (id, "LOC"))
        found = known(f"التقى كريم ليلى في قصر الشعب في {where}.", "meet")
        assert any("at=clause-after" in f for v, f in found.items() if v == "damascus-palace") == meant


def test_what_is_known_of_places_in_other_sentences() -> None:
    found = known("شهدت سوسة احتجاجات. وانتهت في مالطا المحادثات. والتقى كريم ليلى في المدينة.", "meet")
    assert "at=back1" in found["malta"] and "again=some:back1" in found["malta"]
    assert "there=other:back1" in found["malta"] and "also=name:lead0" in found["sousse"]
    assert "titled" in known("التقى كريم ليلى. وزار كريم سوسة.", "meet", "لقاء في سوسة")["sousse"]


def test_places_far_off_are_none_of_its_own_but_for_those_of_the_lead() -> None:
    rest = "وتحدث كريم عن الأسعار. وتحدث كريم عن المناخ. وتحدث كريم عن الرياضة. وتحدث كريم عن السياحة."
    assert "at=lead0" in known(f"قال كريم في سوسة إنه راض. {rest} والتقى كريم ليلى.", "meet")["sousse"]
    found = known(f"التقى كريم ليلى. وقال كريم في مالطا إنه راض. {rest} وقال كريم في سوسة إنه راض.", "meet")
    assert "at=on1" in found["malta"] and "absent" in found["sousse"]  # the town named most, wherever that is


def test_the_states_of_those_who_take_part() -> None:
    found = known("قررت تونس رفع الأسعار.", "decide")["tunisia"]
    assert {"is=actor:decide", "is=actor:state"} <= found
    found = known("التقى الرئيس التونسي كريم ليلى.", "meet")["tunisia"]
    assert {"home=actor:meet", "at=clause-after:~"} <= found


def test_weights_given_by_hand_are_the_ones_that_count() -> None:
    text = "وصل كريم إلى مالطا. والتقى ليلى في سوسة."
    assert first(text, "meet", {}).where == "sousse"  # the rules alone
    assert first(text, "meet", {"at=back1": 9.0}).where == "malta"
    assert first(text, "meet", {"none": 9.0}).where is None
    assert first(text, "meet", {"at=back1": 0.1}).where == "sousse"  # not clearly better than what the rules give


def test_what_is_known_of_an_event_is_known_of_it_with_the_place_of_the_rules() -> None:
    scene, told = scene_of("التقى كريم ليلى. وزار كريم سوسة.")
    ruled, chosen = candidates(scene, told, {}, {}, {}), candidates(scene, told, {}, {}, {"at=on1": 9.0})
    assert [k for _, k in ruled] == [k for _, k in chosen]
    assert [e.where for e, _ in ruled] != [e.where for e, _ in chosen]


def test_the_table_is_learnt_from_readings_alone(tmp_path: Path) -> None:
    start = len("غارات على قبرص") + 1 + TEXT.index("شنت")
    row = f"A-1\t{start}\t{start + len('شنت مالطا غارات على قبرص')}\tattack\thappened\tmalta\tcyprus\t\tcyprus"
    readings = table(tmp_path, row)
    said: list[str] = []
    out = tmp_path / "places.tsv"
    train((), out, said.append, readings)
    assert out.read_text(encoding="utf-8").split("\n")[1] == "feature\tweight"
    assert said[0].startswith("1 events, ") and said[1] == "without the model: table 0 of 1 right (0.000)"
    assert said[3].startswith("those with a place: table 0 of 1 right")
