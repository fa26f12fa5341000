"""Filing on any text: nothing raises, every article is in one story and one origin, every span lies inside."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.stories import file_stories
from unit.test_stories import FIRE_A, FIRE_B, MATCH, reading

WORDS = st.sampled_from(
    [*FIRE_A[1].split(), *FIRE_B[1].split(), *MATCH[1].split(), "17", "5.5%", "٢٠", "\n", "«", "قتيلا"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=60).map(" ".join))
DAYS = st.sampled_from([None, "2019-04-01", "2019-04-03", "not a day"])
RUNS = st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from("xyz"), DAYS), max_size=7)


@settings(max_examples=60, deadline=None)
@given(RUNS, st.randoms())
def test_any_run_is_filed(run: list[tuple[str, str, str, str | None]], chance: random.Random) -> None:
    readings = [
        reading(f"{n}.txt", (t.replace("\n", " "), b), outlet, day) for n, (t, b, outlet, day) in enumerate(run)
    ]
    stories = file_stories(readings)
    assert sorted(a for s in stories for a in s.articles) == sorted(r.key for r in readings)
    texts = {r.key: r.article.document.text for r in readings}
    for story in stories:
        assert sorted(a for o in story.origins for a in o.articles) == sorted(story.articles)
        spans = [(r.a, a) for r in story.reuse for a, _ in r.passages] + [
            (r.b, b) for r in story.reuse for _, b in r.passages
        ]
        spans += [(p.article, p.span) for c in story.conflicts for v in c.values for p in v.evidence]
        assert all(0 <= span.start < span.end <= len(texts[key]) for key, span in spans)
    shuffled = list(readings)
    chance.shuffle(shuffled)
    assert file_stories(shuffled) == stories
