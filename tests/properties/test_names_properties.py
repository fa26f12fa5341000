"""Reading names never raises, and every span it gives lies inside the text and repeats it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import Article, Document, Span
from khabar.names import read
from khabar.text import sentences

WORDS = [
    "وزير",
    "الخارجية",
    "الروسي",
    "سيرغي",
    "لافروف",
    "وقال",
    "حزب",
    "«",
    "»",
    '"',
    "،",
    "(54 عاما)",
    "\n",
    "#",
    "_",
]
PIECES = st.one_of(
    st.sampled_from([*WORDS, "مدينة", "بن", "عبد", "القاهرة", "ول", "لل", "ـ", "\u200f"]), st.text(max_size=6)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_spans_stay_inside(pieces: list[str]) -> None:
    text = " ".join(pieces)
    document = Document(name="page.txt", sha256="0", text=text)
    spans = (Span(0, len(text)),)
    names = read(Article(id="a", number=1, document=document, spans=spans), sentences(text, spans))
    known = {e.id for e in names.entities}
    last = 0
    for mention in names.mentions:
        assert last <= mention.span.start < mention.span.end <= len(text)
        last = mention.span.end
        assert mention.text == mention.span.of(text)
        assert mention.entity in known
    for reference in names.references:
        assert reference.text == reference.span.of(text)
        assert reference.entity in known
