"""An invented affair read by hand: two states that do not exist, eight pages, what a perfect reading would find.

It has all that a dossier must show: a treaty with its steps, a visit called off, a date known to the month, a
denial, casualty figures that grew, a quarrel over who did it, two spellings of one name, a wire that three pages
copied, words that came by two ways, and a page whose text is hostile.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from khabar.model import (
    Agreement,
    Article,
    Claim,
    Conflict,
    ConflictValue,
    DateCandidate,
    Document,
    Entity,
    Event,
    Junk,
    Link,
    Mention,
    Named,
    Origin,
    Place,
    Reading,
    Reason,
    Reuse,
    Span,
    Statement,
    Story,
)
from khabar.text import sentences

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> & <!-- \u2028"

ENTITIES = {
    e.id: e
    for e in (
        Entity(id="zahran", type="LOC", names={"ar": "زهران", "en": "Zahran"}),
        Entity(id="samra", type="LOC", names={"ar": "سمرة", "en": "Samra"}),
        Entity(id="port-nakhl", type="LOC", names={"ar": "ميناء النخل", "en": "Port Nakhl"}),
        Entity(id="ras", type="LOC", names={"ar": "راس", "en": "Ras"}, stands_for="zahran"),
        Entity(
            id="salem-haddad",
            type="PER",
            names={"ar": "سالم الحداد", "en": "Salem Haddad"},
            description="وزير خارجية زهران",
        ),
        Entity(
            id="layla-mansour",
            type="PER",
            names={"ar": "ليلى منصور", "en": "Layla Mansour"},
            description="رئيسة وزراء سمرة",
        ),
        Entity(id="jan-peter-holm", type="PER", names={"ar": "يان بيتر هولم"}, description="مبعوث الأمم المتحدة"),
        Entity(id="samra-army", type="ORG", names={"ar": "جيش سمرة", "en": "Samra's army"}, stands_for="samra"),
        Entity(id="ufuq", type="ORG", names={"ar": "وكالة الأفق", "en": "Ufuq agency"}),
        Entity(id="harbour-office", type="ORG", names={"ar": "هيئة الموانئ"}),
        Entity(id="anon-1", type="ANON", names={"ar": "مصدر أمني رفض ذكر اسمه"}),
        Entity(id="sahil", type="ORG", names={"ar": "قناة الساحل", "en": "Sahil TV"}),
        Entity(id="marsad", type="ORG", names={"ar": "صحيفة المرصد", "en": "Al-Marsad"}),
    )
}

WIRE = (
    "أعلن وزير خارجية زهران سالم الحداد أن بلاده ستوقّع معاهدة النقل البحري مع سمرة في 17 مارس المقبل في راس. "
    "وقال الحداد في بيان نقلته وكالة الأفق: «لن نتراجع عن حرف واحد مما اتفقنا عليه».\n"
    "وكان انفجار قد هزّ ميناء النخل ليل الأحد وأدى إلى مقتل {dead} شخصاً. "
    "واتهم الحداد جيش سمرة بقصف الميناء بطائرة مسيّرة."
)

PAGES: dict[str, dict[str, Any]] = {
    "01-sahil.txt": {
        "outlet": ("sahil", "قناة الساحل"),
        "url": "https://sahil.example/2024/03/11/1",
        "day": "2024-03-11",
        "title": "زهران وسمرة توقّعان معاهدة النقل البحري في 17 مارس",
        "body": WIRE.format(dead="12") + "\nونفى جيش سمرة أن يكون قد قصف الميناء.",
    },
    "02-marsad.txt": {
        "outlet": ("marsad", "صحيفة المرصد"),
        "day": "2024-03-12",
        "title": "انفجار ميناء النخل: 18 قتيلاً",
        "body": WIRE.format(dead="18") + "\nوقال مصدر أمني رفض ذكر اسمه إن الانفجار نجم عن مستودع أسمدة.",
    },
    "03-masa.txt": {
        "outlet": ("masa", "أخبار المساء"),
        "day": "2024-03-12",
        "title": None,
        "body": WIRE.format(dead="18"),
    },
    "04-difaf.txt": {
        "outlet": ("difaf", "موقع الضفاف"),
        "day": "2024-03-13",
        "title": "رئيسة وزراء سمرة تلغي زيارتها إلى زهران",
        "body": (
            "ألغت رئيسة وزراء سمرة ليلى منصور زيارة كانت مقررة إلى زهران في 14 مارس. "
            "وقالت منصور: «لا زيارة تحت الاتهام»، وأكدت أن المعاهدة ستُعرض على البرلمان في أبريل 2024 للتصديق.\n"
            "ونفى جيش سمرة قصف ميناء النخل نفياً قاطعاً، بحسب بيان تلقت وكالة الأفق نسخة منه.\n"
            "وارتفعت الحصيلة إلى 23 قتيلاً بحسب هيئة الموانئ."
        ),
    },
    "05-coast.txt": {
        "outlet": ("coast", "Coast Daily"),
        "day": "2024-03-14",
        "title": "مبعوث الأمم المتحدة يلتقي الحداد في راس",
        "body": (
            "التقى مبعوث الأمم المتحدة يان بيتر هولم وزير الخارجية سالم حداد في راس يوم 14 مارس 🚢. "
            "ودعا هولم الطرفين إلى المضي في توقيع المعاهدة، التي تمتد لـ15 عاماً ولا تتضمن بنداً للدفاع المشترك. "
            "ونفى الجيش في سمرة قصف الميناء."
        ),
    },
    "06-hostile.txt": {
        "outlet": ("evil", "وسيلة <b>مغرضة</b>"),
        "url": "javascript:document.title='owned'",
        "day": None,
        "title": "عنوان " + HOSTILE,
        "body": "قالت ليلى منصور إن سمرة " + HOSTILE + " لن تقبل بالإملاءات.",
    },
}

HEAD = "الرئيسية | أخبار | رياضة\nشارك على فيسبوك\n"
TAIL = "\nإقرأ أيضاً: عشرة أطعمة مفيدة للصحة\nجميع الحقوق محفوظة"


def affair() -> tuple[Story, tuple[Reading, ...]]:
    """The story and its readings."""
    readings = {name: _reading(name) for name in PAGES}
    return _story(readings), tuple(readings.values())


def _reading(name: str) -> Reading:
    page = PAGES[name]
    lead = HEAD + (page["title"] + "\n" if page["title"] else "")
    text = lead + page["body"] + TAIL
    body = Span(len(lead), len(lead) + len(page["body"]))
    title = Span(len(HEAD), len(HEAD) + len(page["title"])) if page["title"] else None
    article = Article(
        id=name,
        number=1,
        document=Document(name=name, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text),
        spans=(body,),
        title=page["title"],
        title_span=title,
        outlet=Named(id=page["outlet"][0], name=page["outlet"][1]),
        published=page["day"],
        url=page.get("url"),
        published_basis="stated" if page["day"] else None,
        dates=_dates(page, text),
        junk=(Junk(span=Span(0, len(HEAD)), rule="menu"),),
    )
    statements, events, agreements = _items(name, text)
    mentions = _mentions(text, body)
    named = msgspec.json.encode((mentions, statements, events, agreements)).decode()
    return Reading(
        article=article,
        sentences=sentences(text, article.spans),
        mentions=mentions,
        entities=tuple(ENTITIES[k] for k in sorted(ENTITIES) if f'"{k}"' in named),
        statements=statements,
        events=events,
        agreements=agreements,
    )


def _dates(page: dict[str, Any], text: str) -> tuple[DateCandidate, ...]:
    """Where the page says its day; one page says it in its body, and one has been touched again a day later."""
    if not page["day"]:
        return ()
    where = span(text, "14 مارس") if page["outlet"][0] == "coast" else None
    found = (DateCandidate(value=page["day"], origin="header-line", span=where),)
    if page["outlet"][0] == "difaf":
        found += (DateCandidate(value="2024-03-14", origin="header-line:updated"),)
    if page["outlet"][0] == "marsad":
        found = (DateCandidate(value=page["day"], origin="header-line", flag="weekday-mismatch"),)
    return found


def span(text: str, words: str) -> Span:
    """Where the words stand; they must stand there."""
    return Span(text.index(words), text.index(words) + len(words))


def _mentions(text: str, body: Span) -> tuple[Mention, ...]:
    names = {
        "سالم الحداد": "salem-haddad",
        "سالم حداد": "salem-haddad",
        "ليلى منصور": "layla-mansour",
        "يان بيتر هولم": "jan-peter-holm",
        "جيش سمرة": "samra-army",
        "وكالة الأفق": "ufuq",
        "ميناء النخل": "port-nakhl",
        "زهران": "zahran",
    }
    out = []
    for words, id in names.items():
        at = text.find(words, body.start, body.end)
        while at >= 0:
            place = Span(at, at + len(words))
            out.append(Mention(span=place, text=words, type=ENTITIES[id].type, entity=id, rule="hand"))
            at = text.find(words, at + 1, body.end)
    return tuple(sorted(out, key=lambda m: m.span))


def _items(name: str, text: str) -> tuple[tuple[Statement, ...], tuple[Event, ...], tuple[Agreement, ...]]:
    said: list[Statement] = []
    done: list[Event] = []
    pacts: list[Agreement] = []

    def state(words: str, speaker: str, act: str, kind: str = "indirect", **more: Any) -> None:
        place = span(text, words)
        cue = more.pop("cue", None)
        said.append(
            Statement(
                id=f"st{len(said)}",
                span=place,
                text=words,
                kind=kind,  # type: ignore[arg-type]
                act=act,  # type: ignore[arg-type]
                speaker=(speaker,),
                cue=span(text, cue) if cue else None,
                **more,
            )
        )

    def event(type: str, status: str, words: str, actors: tuple[str, ...], **more: Any) -> None:
        done.append(
            Event(
                id=f"ev{len(done)}",
                type=type,  # type: ignore[arg-type]
                status=status,  # type: ignore[arg-type]
                actors=actors,
                evidence=(span(text, words),),
                **more,
            )
        )

    if name[:2] in ("01", "02", "03"):
        via = (Link(entity="ufuq", role="agency", cue=span(text, "نقلته وكالة الأفق")),)
        state("لن نتراجع عن حرف واحد مما اتفقنا عليه", "salem-haddad", "affirm", "direct", via=via, cue="وقال الحداد")
        state("بقصف الميناء بطائرة مسيّرة", "salem-haddad", "accuse", target=("samra-army",), cue="واتهم الحداد")
        event(
            "sign-agreement", "planned", "ستوقّع معاهدة النقل البحري مع سمرة في 17 مارس", ("zahran", "samra"),
            when="2024-03-17", where="ras",
        )  # fmt: skip
        event("attack", "happened", "انفجار قد هزّ ميناء النخل ليل الأحد", (), when="2024-03-10", where="port-nakhl")
        pacts.append(
            Agreement(
                id="ag0",
                parties=("zahran", "samra"),
                name="معاهدة النقل البحري",
                kind="treaty",
                status="to be signed",
                evidence=(span(text, "معاهدة النقل البحري مع سمرة"),),
            )
        )
    if name.startswith("01"):
        state("أن يكون قد قصف الميناء", "samra-army", "deny", cue="ونفى جيش سمرة")
    if name.startswith("02"):
        state("إن الانفجار نجم عن مستودع أسمدة", "anon-1", "claim", cue="وقال مصدر أمني")
    if name.startswith("04"):
        via = (Link(entity="ufuq", role="document", cue=span(text, "بيان تلقت وكالة الأفق نسخة منه")),)
        state("قصف ميناء النخل نفياً قاطعاً", "samra-army", "deny", via=via, cue="ونفى جيش سمرة")
        state("لا زيارة تحت الاتهام", "layla-mansour", "reject", "direct", cue="وقالت منصور")
        event(
            "visit", "cancelled", "ألغت رئيسة وزراء سمرة ليلى منصور زيارة كانت مقررة إلى زهران", ("layla-mansour",),
            recipients=("zahran",), when="2024-03-14",
        )  # fmt: skip
        event("ratify", "planned", "المعاهدة ستُعرض على البرلمان في أبريل 2024 للتصديق", ("samra",), when="2024-04")
    if name.startswith("05"):
        state("قصف الميناء", "samra-army", "deny", cue="ونفى الجيش")
        state("إلى المضي في توقيع المعاهدة", "jan-peter-holm", "urge", target=("zahran", "samra"), cue="ودعا هولم")
        event(
            "meet", "happened", "التقى مبعوث الأمم المتحدة يان بيتر هولم وزير الخارجية سالم حداد في راس",
            ("jan-peter-holm", "salem-haddad"), when="2024-03-14", where="ras",
        )  # fmt: skip
        pacts.append(
            Agreement(
                id="ag0",
                parties=("zahran", "samra"),
                name="المعاهدة",
                kind="treaty",
                status="to be signed",
                term="P15Y",
                mutual_defence=False,
                evidence=(span(text, "المعاهدة، التي تمتد لـ15 عاماً ولا تتضمن بنداً للدفاع المشترك"),),
            )
        )
    if name.startswith("06"):
        state("إن سمرة " + HOSTILE + " لن تقبل بالإملاءات", "layla-mansour", "reject")
    return tuple(said), tuple(done), tuple(pacts)


def _story(readings: dict[str, Reading]) -> Story:
    def place(name: str, words: str) -> Place:
        return Place(article=name, span=span(readings[name].article.document.text, words))

    wire = ("01-sahil.txt", "02-marsad.txt", "03-masa.txt")
    return Story(
        id="nakhl-0001",
        title=PAGES["01-sahil.txt"]["title"],
        title_from="01-sahil.txt",
        articles=tuple(PAGES),
        origins=(
            Origin(id="o1", kind="text", name="ufuq", articles=wire, why=Reason(rule="same-text", share=0.84)),
            Origin(id="o2", kind="own", name="difaf", articles=("04-difaf.txt",)),
            Origin(id="o3", kind="own", name="coast", articles=("05-coast.txt",)),
            Origin(id="o4", kind="own", name="evil", articles=("06-hostile.txt",)),
        ),
        reuse=(
            Reuse(a=wire[0], b=wire[1], kind="shared-passages", share=0.84),
            Reuse(a=wire[1], b=wire[2], kind="near-duplicate", share=0.97),
        ),
        conflicts=(
            Conflict(
                about="عدد القتلى في انفجار ميناء النخل",
                values=(
                    ConflictValue(value="12", articles=wire[:1], evidence=(place(wire[0], "مقتل 12 شخصاً"),)),
                    ConflictValue(
                        value="18",
                        articles=wire[1:],
                        evidence=(place(wire[1], "مقتل 18 شخصاً"), place(wire[2], "مقتل 18 شخصاً")),
                    ),
                    ConflictValue(
                        value="23", articles=("04-difaf.txt",), evidence=(place("04-difaf.txt", "23 قتيلاً"),)
                    ),
                ),
            ),
        ),
        claims=(
            Claim(
                id="c-sign",
                kind="event",
                members=tuple((w, "ev0") for w in wire),
                origins=("o1",),
            ),
            Claim(id="c-blast", kind="event", members=tuple((w, "ev1") for w in wire), origins=("o1",)),
            Claim(id="c-visit", kind="event", members=(("04-difaf.txt", "ev0"),), origins=("o2",)),
            Claim(id="c-ratify", kind="event", members=(("04-difaf.txt", "ev1"),), origins=("o2",)),
            Claim(id="c-meet", kind="event", members=(("05-coast.txt", "ev0"),), origins=("o3",)),
            Claim(
                id="c-treaty",
                kind="agreement",
                members=(*((w, "ag0") for w in wire), ("05-coast.txt", "ag0")),
                origins=("o1", "o3"),
            ),
            Claim(id="c-vow", kind="statement", members=tuple((w, "st0") for w in wire), origins=("o1",)),
            Claim(
                id="c-accuse",
                kind="statement",
                members=tuple((w, "st1") for w in wire),
                origins=("o1",),
                disputed_by=("c-deny",),
            ),
            Claim(
                id="c-deny",
                kind="statement",
                members=(("01-sahil.txt", "st2"), ("04-difaf.txt", "st0"), ("05-coast.txt", "st0")),
                origins=("o1", "o2", "o3"),
                denies="c-accuse",
            ),
            Claim(id="c-depot", kind="statement", members=(("02-marsad.txt", "st2"),), origins=("o1",)),
            Claim(id="c-nogo", kind="statement", members=(("04-difaf.txt", "st1"),), origins=("o2",)),
            Claim(id="c-urge", kind="statement", members=(("05-coast.txt", "st1"),), origins=("o3",)),
            Claim(id="c-hostile", kind="statement", members=(("06-hostile.txt", "st0"),), origins=("o4",)),
        ),
    )
