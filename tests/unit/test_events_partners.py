"""Who takes part by all that is known of those named round an event, by weights given by hand and by learnt ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_events_cast import names_of
from test_events_readings import TEXT, table

from khabar import times
from khabar.errors import Unreadable
from khabar.events import candidates
from khabar.events.merge import merge
from khabar.events.partners import Partner, chance, of_cast, partners, settle
from khabar.events.rank import page
from khabar.events.read import look, tell
from khabar.events.training.cast import Case, learn, train, unseen
from khabar.model import Article, Document, Event, Span
from khabar.text import sentences


def event(type: str, actors: tuple[str, ...] = (), recipients: tuple[str, ...] = ()) -> Event:
    return Event(id="e", type=type, status="happened", actors=actors, recipients=recipients, evidence=(Span(0, 9),))  # type: ignore[arg-type]


def known(text: str) -> dict[str, frozenset[str]]:
    """What is known of everybody round the first event of a text."""
    span = Span(0, len(text))
    article = Article(id="x", number=1, document=Document(name="p", sha256="0", text=text), spans=(span,))
    scene = look(article, times.read(text, [span], None), names_of(text), ())
    told = tell(scene, sentences(text, [span]))
    ((first, members), *_) = merge([t.event for t in told])
    about = page(scene, told, [first])
    return {p.entity: p.features for p in partners(scene, about, first, [told[m] for m in members])}


def test_what_is_known_of_those_round_an_event() -> None:
    found = known("قال كريم إن تونس قصفت مواقع مالطا، ونقلت مسؤولا مغربيا.")
    assert set(found) == {"karim", "tunisia", "malta", "morocco"}
    assert "role=actor:attack" in found["tunisia"] and "role=recipient:attack" in found["malta"]
    assert "at=before:-:none" in found["karim"] and "at=after:~:none" in found["morocco"]  # an adjective alone


def test_what_an_article_says_elsewhere_counts() -> None:
    text = "قصفت تونس مواقع مالطا. وقال كريم إن الغارات أصابت قبرص. ثم قصفت تونس قبرص."
    span = Span(0, len(text))
    article = Article(id="x", number=1, document=Document(name="p", sha256="0", text=text), spans=(span,))
    scene = look(article, times.read(text, [span], None), names_of(text), ())
    told = tell(scene, sentences(text, [span]))
    about = page(scene, told, [t.event for t in told])
    first = told[0]
    of = {p.entity: p.features for p in partners(scene, about, first.event, [first])}
    assert "else-as=10:actor:attack" in of["tunisia"] and "else-as=00:recipient:attack" in of["malta"]
    assert "count=2:actor" in of["tunisia"] and "count=1:recipient" in of["malta"]
    assert "kind=country:attack" in of["malta"]


def test_who_is_enumerated_stands_where_the_list_does() -> None:
    found = known("جرت أمس محادثات في سوسة بين تونس ومالطا وقبرص.")
    assert all("at=after:بين:negotiate" in found[x] for x in ("tunisia", "malta", "cyprus"))
    assert "list=actor:actor" in found["cyprus"] and "list=3:negotiate" in found["malta"]


def test_an_adjective_of_a_named_body_is_told_from_one_that_stands_alone() -> None:
    found = known("هاجمت الحركة الخضراء المالطية موقعا ليبيا.")
    assert "at=after:~~:attack" in found["malta"] and "at=after:~:attack" in found["libya"]


def test_where_somebody_stood_in_the_sentence_before() -> None:
    text = "وصل كريم إلى قبرص. وقصفت تونس بحضور كريم مواقع مالطا."
    span = Span(0, len(text))
    article = Article(id="x", number=1, document=Document(name="p", sha256="0", text=text), spans=(span,))
    scene = look(article, times.read(text, [span], None), names_of(text), ())
    told = tell(scene, sentences(text, [span]))
    attack = next(t for t in told if t.event.type == "attack")
    about = page(scene, told, [t.event for t in told])
    of = {p.entity: p.features for p in partners(scene, about, attack.event, [attack])}
    assert "before=subject:attack" in of["karim"] and not any(f.startswith("before") for f in of["tunisia"])


@pytest.mark.parametrize(
    ("first", "chances", "shape", "actors", "recipients"),
    [
        # whom the grammar names stays, however little speaks for him; whom it does not must be likelier than not
        (event("attack", ("a",)), {"a": 0.41, "b": 0.49}, "on", ("a",), ()),
        (event("attack", ("a",)), {"a": 0.9, "b": 0.56}, "on", ("a",), ("b",)),
        (event("attack", ("a", "c")), {"a": 0.9, "c": 0.2}, "on", ("a",), ()),
        # a meeting has two, and a visit somebody
        (event("meet", ("a",)), {"a": 0.9, "b": 0.36, "c": 0.35}, "mutual", ("a", "b"), ()),
        (event("visit"), {"a": 0.42, "b": 0.41}, "to", ("a",), ()),
        (event("decide"), {"a": 0.26, "b": 0.25}, "on", ("a",), ()),
        (event("decide"), {"a": 0.24}, "on", (), ()),
        (event("attack"), {"a": 0.42}, "on", (), ()),
        # a name stands for the unnamed
        (event("attack", ("anon-1",)), {"a": 0.7}, "on", ("a",), ()),
        (event("attack", ("anon-1",)), {"a": 0.3}, "on", ("anon-1",), ()),
    ],
)
def test_the_cast_by_chances(
    first: Event, chances: dict[str, float], shape: str, actors: tuple[str, ...], recipients: tuple[str, ...]
) -> None:
    done = settle(first, chances, shape)
    assert (done.actors, done.recipients) == (actors, recipients)


def test_chances_do_not_hang_on_the_order_of_features() -> None:
    weights = {"a": 0.1, "b": 0.2, "c": 0.3, "d": -1e16, "e": 1e16}
    assert chance(frozenset("abcde"), weights) == chance(frozenset("edcba"), weights) == pytest.approx(0.6457, abs=1e-4)


def test_what_the_model_of_whole_events_is_told_of_a_cast() -> None:
    assert of_cast(event("meet", ("a",)), event("meet", ("a", "b")), 0.6) == ("placed=10", "cast=more", "sure=some")
    assert of_cast(event("meet"), event("meet"), 1.0) == ("placed=00", "cast=same", "sure=nobody")
    assert of_cast(event("meet", ("a",)), event("meet", ("b",)), 0.9)[1:] == ("cast=other", "sure=full")


def test_weights_given_by_hand_are_the_ones_that_count() -> None:
    text = "زار كريم مالطا."
    span = Span(0, len(text))
    article = Article(id="x", number=1, document=Document(name="p", sha256="0", text=text), spans=(span,))
    scene = look(article, times.read(text, [span], None), names_of(text), ())
    told = tell(scene, sentences(text, [span]))
    ((nobody, _),) = candidates(scene, told, {"bias": -9.0})
    ((both, features),) = candidates(scene, told, {"bias": 9.0})
    assert (nobody.actors, nobody.recipients) == ((), ())
    assert (both.actors, both.recipients) == (("karim",), ("malta",)) and "sure=full" in features


def test_nothing_to_learn_from_is_told(tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text('{"documents": 3}', encoding="utf-8")
    with pytest.raises(Unreadable, match=r"gold.json: no gold reading"):
        train([(gold, tmp_path)], tmp_path / "out.tsv", print)
    gold.write_text('{"documents": [], "entities": {}}', encoding="utf-8")
    with pytest.raises(Unreadable, match="nothing to learn from"):
        train([(gold, tmp_path)], tmp_path / "out.tsv", print)


def test_the_table_is_learnt_from_readings_alone(tmp_path: Path) -> None:
    start = len("غارات على قبرص") + 1 + TEXT.index("شنت")
    row = f"A-1\t{start}\t{start + len('شنت مالطا غارات على قبرص')}\tattack\thappened\tmalta\tcyprus\t\t"
    readings = table(tmp_path, row)
    said: list[str] = []
    out = tmp_path / "partners.tsv"
    train((), out, said.append, readings)
    assert out.read_text(encoding="utf-8").split("\n")[1] == "feature\tweight"
    assert said[:2] == ["1 events, 2 named round them", "without the model: 1 casts right (1 of 1 of readings)"]
    assert unseen((), readings)("A-1#1") == {}  # nothing is left to learn from without it


def test_what_every_article_shows_is_learnt() -> None:
    placed, round_it = frozenset({"bias", "placed"}), frozenset({"bias", "round"})
    known = [Partner("a", placed), Partner("b", round_it)]
    cases = [Case(str(n), event("meet", ("a",)), "mutual", known, frozenset("a"), False) for n in range(20)]
    weights = learn(cases)
    assert chance(placed, weights) > 0.6 > 0.4 > chance(round_it, weights)
