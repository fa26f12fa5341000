"""Whatever the characters, offsets lead back to the source."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Span
from khabar.text import fold, sentences, view

arabic = st.text(
    st.one_of(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), st.sampled_from(' .،\n"«»“”ab1\u200f'))
)


@given(arabic)
def test_every_folded_letter_stands_where_the_view_says(text: str) -> None:
    found = view(text)
    assert found.key == fold(text)
    for i in range(len(found.key)):
        span = found.span(i, i + 1)
        assert fold(span.of(text)) == found.key[i]
        assert found.key_at(found.source_at(i)) == i


@given(arabic)
def test_sentences_are_in_order_and_lose_nothing_but_blanks(text: str) -> None:
    found = sentences(text, [Span(0, len(text))])
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
