"""Pairs of articles in arrays, and words given numbers."""

from __future__ import annotations

import numpy as np

from khabar.stories.near import NONE, Near, together
from khabar.stories.numbers import Numbers

PAIRS = {(0, 1): 0.5, (1, 4): 0.2, (2, 3): 0.05}


def near(pairs: dict[tuple[int, int], float]) -> Near:
    first, second = zip(*pairs, strict=True)
    return Near(np.array(first), np.array(second), np.array(list(pairs.values())))


def test_pairs_come_back_as_they_went_in() -> None:
    assert near(PAIRS).table() == PAIRS
    assert NONE.table() == {}


def test_pairs_below_a_floor_and_pairs_of_articles_that_are_gone_are_left_out() -> None:
    assert near(PAIRS).least(0.2).table() == {(0, 1): 0.5, (1, 4): 0.2}
    assert near(PAIRS).without({4, 3}).table() == {(0, 1): 0.5}


def test_pairs_of_each_part_have_the_numbers_of_the_part() -> None:
    inside = near(PAIRS).inside([{4: 0, 1: 1}, {2: 7, 3: 8}, {9: 0}])
    assert inside == [{(0, 1): 0.2}, {(7, 8): 0.05}, {}]


def test_sets_of_pairs_are_put_together() -> None:
    assert together([near({(0, 1): 0.5}), near({(1, 2): 0.4})]).table() == {(0, 1): 0.5, (1, 2): 0.4}
    assert together([]).table() == {}


def test_a_new_word_gets_the_next_number_and_a_copy_goes_its_own_way() -> None:
    numbers = Numbers()
    assert [numbers[w] for w in ("سلام", "حرب", "سلام")] == [0, 1, 0]
    other = numbers.copy()
    assert (other["هدنة"], "هدنة" in numbers) == (2, False)
