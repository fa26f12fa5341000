"""What a story's page shows: foundation, timeline, chains, denials, register, differences, sources."""

from __future__ import annotations

import msgspec

import khabar
from khabar.dossier import front
from khabar.dossier.case import Case
from khabar.dossier.story import view
from khabar.dossier.view import Assertion, Card, StoryView
from khabar.dossier.voices import differing
from khabar.model import Claim, Framing, Named, Naming, Place, Story
from unit.dossier_affair import affair, span


def page() -> StoryView:
    return view(*affair())


def reported() -> dict[str, Assertion]:
    return {a.mark.id: a for a in page().reported}


def cards() -> dict[str, Card]:
    return {c.mark.id: c for v in page().voices for c in v.cards}


def test_the_best_founded_assertion_comes_first() -> None:
    first = page().reported[0]
    assert first.mark.id == "s-c-treaty"
    assert first.foundation.degree == "several"
    assert first.foundation.words.plain("en") == "2 independent origins"
    assert 5 <= len(page().reported) <= 9


def test_what_a_headline_tells_comes_before_better_founded_background() -> None:
    story, readings = affair()
    quiet = [
        msgspec.structs.replace(r, article=msgspec.structs.replace(r.article, title="موجز الأخبار")) for r in readings
    ]
    assert view(story, quiet).reported[0].mark.id == "s-c-treaty"
    article, event = next(c for c in story.claims if c.id == "c-meet").members[0]
    at = next(i for i, r in enumerate(readings) if r.key == article)
    evidence = next(e for e in readings[at].events if e.id == event).evidence[0]
    title = evidence.of(readings[at].article.document.text)
    quiet[at] = msgspec.structs.replace(quiet[at], article=msgspec.structs.replace(readings[at].article, title=title))
    first = view(story, quiet).reported[0]
    assert first.mark.id == "s-c-meet" and first.foundation.degree == "one"


def test_a_single_origin_is_said_in_words() -> None:
    foundation = reported()["s-c-sign"].foundation
    assert foundation.degree == "one"
    assert foundation.words.plain("ar") == "من أصل واحد: وكالة الأفق"


def test_a_line_is_built_from_slots_and_its_status_agrees() -> None:
    visit = reported()["s-c-visit"]
    assert visit.line.plain("ar") == "زيارة ليلى منصور إلى زهران"
    assert visit.line.plain("en") == "Visit of Layla Mansour to Zahran"
    assert visit.status.plain("ar") == "ملغاة"
    treaty = reported()["s-c-treaty"]
    assert treaty.line.plain("ar") == "«معاهدة النقل البحري» بين زهران وسمرة"
    assert treaty.status.plain("ar") == "تنتظر التوقيع"


def test_the_timeline_tells_done_planned_and_called_off() -> None:
    moments = {m.assertion.mark.id: m for d in page().days for m in d.moments}
    assert {k: m.assertion.shape for k, m in moments.items()} == {
        "s-c-blast": "done",
        "s-c-visit": "cancelled",
        "s-c-meet": "done",
        "s-c-sign": "planned",
        "s-c-ratify": "planned",
    }
    assert [d.date.plain("en") for d in page().days] == [
        "10 March 2024",
        "14 March 2024",
        "17 March 2024",
        "April 2024",
    ]
    assert moments["s-c-ratify"].month_only and not moments["s-c-sign"].month_only


def test_a_plan_whose_day_passed_without_a_report_is_overdue() -> None:
    story, readings = affair()
    moments = {m.assertion.mark.id: m for d in view(story, readings).days for m in d.moments}
    assert not moments["s-c-sign"].overdue, "the pages end before the day"
    late = msgspec.structs.replace(readings[4].article, published="2024-03-20")
    readings = (*readings[:4], msgspec.structs.replace(readings[4], article=late), readings[5])
    moments = {m.assertion.mark.id: m for d in view(story, readings).days for m in d.moments}
    assert moments["s-c-sign"].overdue.plain("en").startswith("announced for 17 March 2024, no report since")


def test_an_event_lights_up_what_is_said_in_its_sentence() -> None:
    moments = {m.assertion.mark.id: m for d in page().days for m in d.moments}
    assert moments["s-c-sign"].lights == ()
    story, readings = affair()
    text = readings[0].article.document.text
    event = msgspec.structs.replace(readings[0].events[0], evidence=(span(text, "لن نتراجع"),))
    changed = msgspec.structs.replace(readings[0], events=(event, *readings[0].events[1:]))
    moments = {m.assertion.mark.id: m for d in view(story, (changed, *readings[1:])).days for m in d.moments}
    assert moments["s-c-sign"].lights == ("s-c-vow",)


def test_the_chain_reads_from_the_speaker_to_the_pages() -> None:
    (chain,) = cards()["s-c-vow"].chains
    assert [n.name.plain("ar") for n in chain.nodes] == ["سالم الحداد", "وكالة الأفق"]
    assert chain.nodes[1].cue.plain("ar") == "وكالة أنباء: «نقلته وكالة الأفق»"
    assert [p.outlet.plain("ar") for p in chain.pages] == ["قناة الساحل", "صحيفة المرصد", "أخبار المساء"]


def test_the_agency_that_an_article_credits_ends_the_chain() -> None:
    def nodes(*credits: Named) -> list[list[str]]:
        story, readings = affair()
        credited = [
            msgspec.structs.replace(r, article=msgspec.structs.replace(r.article, credits=credits)) for r in readings
        ]
        shown = {c.mark.id: c for v in view(story, tuple(credited)).voices for c in v.cards}
        return [[n.name.plain("ar") for n in chain.nodes] for chain in shown["s-c-vow"].chains]

    sahab, ghaym = Named(id="sahab", name="وكالة السحاب"), Named(id="ghaym", name="وكالة الغيم")
    assert nodes(sahab) == [["سالم الحداد", "وكالة الأفق", "وكالة السحاب"]]
    assert nodes(sahab, ghaym) == nodes() == [["سالم الحداد", "وكالة الأفق"]]


def test_words_that_came_by_two_ways_show_both() -> None:
    denial = cards()["s-c-deny"]
    assert [[n.name.plain("en") for n in c.nodes] for c in denial.chains] == [
        ["Samra's army"],
        ["Samra's army", "Ufuq agency"],
    ]
    assert denial.words == "قصف ميناء النخل نفياً قاطعاً"
    assert len(denial.wordings) == 2


def test_quotation_marks_only_where_the_source_has_them() -> None:
    assert cards()["s-c-vow"].quoted
    assert not cards()["s-c-accuse"].quoted


def test_the_act_agrees_with_the_speaker() -> None:
    acts = {id: c.act.plain("ar") for id, c in cards().items()}
    assert acts["s-c-nogo"] == "رفضت"
    assert acts["s-c-hostile"] == "رفضت"
    assert acts["s-c-deny"] == "نفى"
    assert acts["s-c-urge"] == "دعا"


def test_a_woman_is_a_woman_in_every_line() -> None:
    story, readings = affair()
    said = readings[3].statements[1]
    neutral = msgspec.structs.replace(said, id="more", cue=None, text="أن المعاهدة ستُعرض على البرلمان")
    changed = msgspec.structs.replace(readings[3], statements=(*readings[3].statements, neutral))
    told = view(msgspec.structs.replace(story, claims=()), (*readings[:3], changed, *readings[4:]))
    (voice,) = [v for v in told.voices if v.id == "layla-mansour"]
    assert {c.act.plain("ar") for c in voice.cards} == {"رفضت"}


def test_a_plan_told_after_its_day_is_not_overdue() -> None:
    story, readings = affair()
    late = tuple(
        msgspec.structs.replace(r, article=msgspec.structs.replace(r.article, published=day))
        for r, day in zip(readings, ("2024-03-18",) * 3 + ("2024-03-20",) * 3, strict=True)
    )
    moments = {m.assertion.mark.id: m for d in view(story, late).days for m in d.moments}
    assert not moments["s-c-sign"].overdue


def test_two_speakers_take_the_dual() -> None:
    story, readings = affair()
    two = msgspec.structs.replace(readings[0].statements[0], speaker=("zahran", "samra"))
    changed = msgspec.structs.replace(readings[0], statements=(two, *readings[0].statements[1:]))
    told = view(msgspec.structs.replace(story, claims=()), (changed, *readings[1:]))
    (voice,) = [v for v in told.voices if v.id == "zahran+samra"]
    assert voice.cards[0].act.plain("ar") == "أكدتا"


def test_a_denial_stands_beside_what_it_denies() -> None:
    denies = cards()["s-c-deny"].denies
    assert denies and denies.quote == "بقصف الميناء بطائرة مسيّرة"
    assert denies.line.plain("ar") == "سالم الحداد" and denies.href == "#s-c-accuse"
    accusation = cards()["s-c-accuse"]
    assert accusation.foundation.degree == "disputed"
    assert accusation.foundation.words.plain("ar") == "من أصل واحد: وكالة الأفق؛ ينفيه جيش سمرة"
    assert [(w.plain("en"), h) for w, h in accusation.denied_by] == [("Samra's army", "#s-c-deny")]


def test_words_that_the_main_wording_has_not_are_marked() -> None:
    pieces = differing("لن نتراجع عن حرف واحد", "لن نتراجع عن أيّ حرف")
    assert [(p.text, p.differs) for p in pieces] == [("لن نتراجع عن", False), ("أيّ", True), ("حرف", False)]
    assert [p.differs for p in differing("قصف الميناء.", "قصفَ الميناء")] == [False]


def test_the_register_shows_an_agreements_steps_and_clauses() -> None:
    (pact,) = page().pacts
    assert pact.name == "معاهدة النقل البحري"
    assert pact.term.plain("ar") == "١٥ عاماً"
    assert pact.defence.plain("en") == "no"
    assert [(s.name.plain("en"), s.shape) for s in pact.steps] == [
        ("signing planned", "planned"),
        ("ratification", "open"),
        ("in force", "open"),
    ]
    assert pact.steps[0].date.plain("en") == "17 March 2024" and pact.steps[0].mark
    assert pact.defence_mark and pact.defence_mark.notes


def test_a_pact_called_off_ends_in_a_struck_step() -> None:
    story, readings = affair()
    changed = tuple(
        msgspec.structs.replace(
            r, agreements=tuple(msgspec.structs.replace(a, status="suspended") for a in r.agreements)
        )
        for r in readings
    )
    (pact,) = view(story, changed).pacts
    assert ("تعليق", "cancelled") in [(s.name.plain("ar"), s.shape) for s in pact.steps]
    assert "open" not in [s.shape for s in pact.steps]
    assert pact.status.plain("ar") == "معلّقة"


def test_a_pact_is_said_to_be_in_force_only_where_a_page_tells_it() -> None:
    story, readings = affair()

    taken = []
    for r in readings:
        agreements = tuple(msgspec.structs.replace(a, status="in force") for a in r.agreements)
        taken.append(msgspec.structs.replace(r, agreements=agreements, events=()))
    (pact,) = view(story, tuple(taken)).pacts
    assert pact.status.plain("en") == "spoken of as standing"
    assert "done" not in [s.shape for s in pact.steps]


def test_numbers_that_grew_are_steps_and_numbers_of_one_day_are_a_quarrel() -> None:
    (difference,) = page().differences
    assert [p.value.plain("ar") for p in difference.steps] == ["١٢", "١٨", "٢٣"]
    assert [h.value.plain("ar") for h in difference.held] == ["١٢", "١٨", "٢٣"]
    assert difference.held[1].outlets.plain("ar") == "صحيفة المرصد وأخبار المساء"
    assert difference.held[1].origins.plain("ar") == "وكالة الأفق"
    story, readings = affair()
    shrunk = msgspec.structs.replace(story.conflicts[0].values[2], value="9")
    conflict = msgspec.structs.replace(story.conflicts[0], values=(*story.conflicts[0].values[:2], shrunk))
    (quarrel,) = view(msgspec.structs.replace(story, conflicts=(conflict,)), readings).differences
    assert quarrel.steps == ()


def test_two_spellings_of_one_name_are_told_by_outlet() -> None:
    (naming,) = page().namings
    assert [form for form, _ in naming.forms] == ["سالم الحداد", "سالم حداد"]


def test_sources_are_families_with_what_they_share() -> None:
    first = page().families[0]
    assert first.name.plain("en") == "Ufuq agency"
    assert [m.outlet.plain("ar") for m in first.members] == ["قناة الساحل", "صحيفة المرصد", "أخبار المساء"]
    shared = first.members[0].shared
    assert shared and shared.words.plain("ar") == "٨٤٪ من النص مشترك مع صحيفة المرصد"
    assert first.members[0].basis.plain("en") == "date stated on the page (header line)"
    assert sum(b.width for b in page().bar) == 100.0 or abs(sum(b.width for b in page().bar) - 100) < 0.01


def test_a_page_without_title_or_date_is_still_listed() -> None:
    members = {m.file: m for f in page().families for m in f.members}
    assert members["03-masa.txt"].title.startswith("أعلن وزير خارجية زهران")
    assert members["06-hostile.txt"].date.plain("en") == "undated"


def test_notes_hold_the_exact_characters() -> None:
    story, readings = affair()
    texts = {r.key: r.article.document.text for r in readings}
    notes = view(story, readings).notes
    assert [n.number for n in notes] == list(range(1, len(notes) + 1))
    for note in notes:
        assert note.exact == note.span.of(texts[note.article])
        assert note.before + note.exact + note.after in texts[note.article]


def test_without_joined_claims_only_what_says_the_same_is_one() -> None:
    story, readings = affair()
    apart = view(msgspec.structs.replace(story, claims=()), readings)
    pages = {c.words: sum(len(chain.pages) for chain in c.chains) for v in apart.voices for c in v.cards}
    assert pages["لن نتراجع عن حرف واحد مما اتفقنا عليه"] == 3
    assert pages["قصف الميناء"] == 1 and pages["أن يكون قد قصف الميناء"] == 1
    assert all(a.foundation.degree == "one" for a in apart.reported)


def test_the_view_does_not_depend_on_the_order_of_the_readings() -> None:
    story, readings = affair()
    assert view(story, readings) == view(story, readings[::-1])


def test_the_index_lists_stories_by_weight() -> None:
    story, readings = affair()
    small = msgspec.structs.replace(story, id="b", articles=story.articles[:1], origins=story.origins[:1], claims=())
    index = front.index([small, story], readings)
    assert [r.href for r in index.rows] == ["story-nakhl-0001.html", "story-b.html"]
    assert [r.rank for r in index.rows] == ["lead", "brief"]
    assert index.rows[0].bars == ((0, 0.5), (1, 1.0), (2, 0.5), (3, 0.5))
    words = str(index.search[0]["words"])
    assert {"ليلي", "منصور", "layla", "mansour"} <= set(words.split())
    assert index.search[0]["from"] == "2024-03-11" and index.search[0]["to"] == "2024-03-14"


def test_a_day_that_the_page_itself_contradicts_is_said_so() -> None:
    members = {m.file: m for f in page().families for m in f.members}
    assert members["02-marsad.txt"].doubtful and not members["01-sahil.txt"].doubtful
    assert "(header line, whose weekday does not fit)" in members["02-marsad.txt"].basis.plain("en")
    assert (
        members["04-difaf.txt"]
        .basis.plain("en")
        .endswith("the page also has 14 March 2024 (last updated, header line)")
    )


def test_a_plan_that_came_true_is_not_reported_as_a_plan() -> None:
    story, readings = affair()
    event = msgspec.structs.replace(
        readings[0].events[0], id="done", status="happened", actors=("salem-haddad", "layla-mansour")
    )
    last = msgspec.structs.replace(readings[4], events=(*readings[4].events, event))
    claim = Claim(id="c-signed", kind="event", members=(("05-coast.txt", "done"),), origins=("o3",))
    told = view(msgspec.structs.replace(story, claims=(*story.claims, claim)), (*readings[:4], last, readings[5]))
    reported = {a.mark.id for a in told.reported}
    assert "s-c-signed" in reported and "s-c-sign" not in reported
    moments = {m.assertion.mark.id: m for d in told.days for m in d.moments}
    assert moments["s-c-sign"].outcome and moments["s-c-sign"].outcome[1] == "#s-c-signed"
    assert not moments["s-c-sign"].overdue and moments["s-c-signed"].outcome is None


def test_a_plan_of_others_did_not_come_true() -> None:
    story, readings = affair()
    event = msgspec.structs.replace(
        readings[0].events[0], id="done", status="happened", actors=("salem-haddad", "tiba"), where="port-nakhl"
    )
    last = msgspec.structs.replace(readings[4], events=(*readings[4].events, event))
    claim = Claim(id="c-signed", kind="event", members=(("05-coast.txt", "done"),), origins=("o3",))
    told = view(msgspec.structs.replace(story, claims=(*story.claims, claim)), (*readings[:4], last, readings[5]))
    moments = {m.assertion.mark.id: m for d in told.days for m in d.moments}
    assert moments["s-c-sign"].outcome is None


def test_an_election_is_held_in_its_country() -> None:
    story, readings = affair()
    event = msgspec.structs.replace(readings[0].events[0], id="poll", type="elect", actors=("zahran",), where=None)
    changed = msgspec.structs.replace(readings[0], events=(event,))
    lines = [
        m.assertion.line.plain("ar")
        for d in view(msgspec.structs.replace(story, claims=()), (changed,)).days
        for m in d.moments
    ]
    assert lines == ["انتخابات في زهران"]


def test_a_line_that_a_fuller_one_holds_is_not_said_again() -> None:
    story, readings = affair()
    less = msgspec.structs.replace(readings[4].events[0], id="less", actors=("jan-peter-holm",))
    changed = msgspec.structs.replace(readings[4], events=(*readings[4].events, less))
    claim = Claim(id="c-less", kind="event", members=(("05-coast.txt", "less"),), origins=("o3",))
    told = view(msgspec.structs.replace(story, claims=(*story.claims, claim)), (*readings[:4], changed, readings[5]))
    assert "s-c-meet" in {a.mark.id for a in told.reported} and "s-c-less" not in {a.mark.id for a in told.reported}


def test_lines_alike_on_one_day_are_one_and_keep_their_links() -> None:
    story, readings = affair()
    again = msgspec.structs.replace(readings[4].events[0], id="again")
    changed = msgspec.structs.replace(readings[4], events=(*readings[4].events, again))
    claim = Claim(id="c-again", kind="event", members=(("05-coast.txt", "again"),), origins=("o3",))
    told = view(msgspec.structs.replace(story, claims=(*story.claims, claim)), (*readings[:4], changed, readings[5]))
    (meet,) = [m for d in told.days for m in d.moments if "لقاء" in m.assertion.line.plain("ar")]
    assert {meet.assertion.mark.id, *meet.also} == {"s-c-meet", "s-c-again"}


def test_a_pact_on_whose_clause_the_pages_differ_is_a_difference() -> None:
    story, readings = affair()
    pact = msgspec.structs.replace(readings[0].agreements[0], mutual_defence=True)
    changed = msgspec.structs.replace(readings[0], agreements=(pact,))
    told = view(story, (changed, *readings[1:]))
    assert told.pacts[0].defence.plain("ar") == "لا (بحسب Coast Daily)؛ نعم (بحسب قناة الساحل)"
    clause = told.differences[-1]
    assert clause.about.plain("en") == "mutual defence" and len(clause.held) == 2


def test_affirmed_and_denied_stand_among_the_differences() -> None:
    (dispute,) = page().disputes
    assert dispute.exact and dispute.href == "#s-c-accuse"
    (denial,) = dispute.against
    assert denial.who.plain("ar") == "جيش سمرة" and denial.since.plain("en") == "11 March 2024"


def test_steps_stand_by_their_days_and_same_days_above_each_other() -> None:
    (difference,) = page().differences
    assert [(p.x, p.y) for p in difference.steps] == [(0.0, 0.0), (0.5, 0.5455), (1.0, 1.0)]
    story, readings = affair()
    early = msgspec.structs.replace(readings[1].article, published="2024-03-11")
    third = msgspec.structs.replace(readings[2].article, published="2024-03-11")
    changed = (
        readings[0],
        msgspec.structs.replace(readings[1], article=early),
        msgspec.structs.replace(readings[2], article=third),
        *readings[3:],
    )
    (difference,) = view(story, changed).differences
    assert [p.x for p in difference.steps] == [0.0, 0.0, 1.0]
    assert [bool(p.date) for p in difference.steps] == [True, False, True]


def test_two_values_that_are_no_toll_are_two_opinions() -> None:
    story, readings = affair()
    two = story.conflicts[0].values[1:]
    for about, steps in (("يورو: صفقة", 0), ("القتلى: انفجار", 2)):
        conflict = msgspec.structs.replace(story.conflicts[0], about=about, values=two)
        (difference,) = view(msgspec.structs.replace(story, conflicts=(conflict,)), readings).differences
        assert len(difference.steps) == steps
    assert (difference.about.plain("en"), difference.words) == ("The dead", "انفجار")


def test_few_words_are_shown_in_their_sentence() -> None:
    story, readings = affair()
    text = readings[4].article.document.text
    short = msgspec.structs.replace(readings[4].statements[0], span=span(text, "قصف"), text="قصف")
    changed = msgspec.structs.replace(readings[4], statements=(short, *readings[4].statements[1:]))
    apart = msgspec.structs.replace(story, claims=())
    (card,) = [
        c for v in view(apart, (*readings[:4], changed, readings[5])).voices for c in v.cards if c.words == "قصف"
    ]
    assert card.before.endswith("ونفى الجيش في سمرة ") and card.after == " الميناء."


def test_indirect_speech_is_shown_with_the_verb_that_it_hangs_on() -> None:
    story, readings = affair()
    indirect = next(
        s for r in readings for s in r.statements if s.kind == "indirect" and s.cue and len(s.text.split()) > 3
    )
    card = next(c for v in view(story, readings).voices for c in v.cards if c.words == indirect.text)
    reading = next(r for r in readings if indirect in r.statements)
    cue = indirect.cue.of(reading.article.document.text) if indirect.cue else ""
    assert cue and card.before.startswith(cue) and card.before.endswith(" ")
    direct = [c for v in view(story, readings).voices for c in v.cards if c.quoted]
    assert direct and not any(c.before for c in direct)


def test_the_first_place_is_that_of_the_page_that_the_line_follows() -> None:
    notes = {n.number: n for n in page().notes}
    treaty = reported()["s-c-treaty"]
    assert notes[treaty.mark.notes[0]].article == "05-coast.txt", "the newest page, which tells the status"


def test_a_statement_s_place_is_its_card() -> None:
    story, readings = affair()
    told = view(
        msgspec.structs.replace(story, claims=tuple(c for c in story.claims if c.kind == "statement")), readings
    )
    assert told.reported and not any(a.mark.anchor for a in told.reported)
    assert all(c.mark.anchor for voice in told.voices for c in voice.cards)


def test_a_statement_leads_with_its_verb() -> None:
    story, readings = affair()
    said = view(
        msgspec.structs.replace(story, claims=tuple(c for c in story.claims if c.kind == "statement")), readings
    )
    lines = {a.mark.id: a.line for a in said.reported}
    assert lines["s-c-accuse"].plain("ar") == "اتهم سالم الحداد جيش سمرة"
    assert lines["s-c-vow"].plain("en") == "Salem Haddad affirmed"


def test_what_each_calls_a_thing_is_told_with_its_places() -> None:
    story, readings = affair()
    text = readings[0].article.document.text
    place = Place(article="01-sahil.txt", span=span(text, "انفجار"))
    framing = Framing(
        about="القتلى",
        namings=(
            Naming(word="قتيل", articles=("01-sahil.txt",), own_words=True, evidence=(place,)),
            Naming(word="شهيد", articles=("02-marsad.txt",), speakers=("salem-haddad",), evidence=(place,)),
        ),
    )
    (frame,) = view(msgspec.structs.replace(story, framings=(framing,)), readings).framings
    assert frame.about.plain("en") == "the dead"
    assert [(c.word, c.own.plain("ar"), c.who.plain("ar")) for c in frame.words] == [
        ("قتيل", "بلسان قناة الساحل", ""),
        ("شهيد", "", "بلسان سالم الحداد"),
    ]
    assert all(c.mark.notes for c in frame.words)


def test_who_copied_from_whom_is_said_with_its_reason() -> None:
    story, readings = affair()
    pair = msgspec.structs.replace(story.reuse[0], source="01-sahil.txt", why="earlier")
    members = {
        m.file: m for f in view(msgspec.structs.replace(story, reuse=(pair,)), readings).families for m in f.members
    }
    taken, given = members["02-marsad.txt"].shared, members["01-sahil.txt"].shared
    assert taken and taken.words.plain("en").endswith("likely taken from it, the earlier")
    assert given and given.words.plain("en").endswith("likely its source, the earlier")


def test_how_few_origins_there_may_be_is_said() -> None:
    story, readings = affair()
    claims = tuple(msgspec.structs.replace(c, at_least=1) if c.id == "c-treaty" else c for c in story.claims)
    first = view(msgspec.structs.replace(story, claims=claims), readings).reported[0]
    assert first.foundation.words.plain("en") == "at least 1, at most 2 independent origins"


def test_who_holds_an_office_acts_for_his_state_in_acts_of_states() -> None:
    page = (
        "توقيع معاهدة في لواندا\n14 مارس 2025\n\n"
        "وقع الرئيس البرازيلي أوغوستو نافارو ونظيره الأنغولي مانويل كيسانغا معاهدة للشراكة في لواندا الجمعة.\n"
        "وقال نافارو إن المعاهدة تفتح أسواقا جديدة أمام البلدين، وإن العمل بها يبدأ بعد شهر واحد من الآن.\n"
    )
    (article,) = khabar.read(page.encode(), "page.txt")
    reading = khabar.analyse(article)
    who = next(m.entity for m in reading.mentions if m.text == "أوغوستو نافارو")
    story = Story(id="s", title="", title_from=reading.key, articles=(reading.key,))
    assert Case(story, [reading]).home(who) == "brazil"
    assert Case(story, [reading]).state(who) == who
