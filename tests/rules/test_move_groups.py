"""Applications that need each other are one move group, whatever the order they are listed in."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from govcloud.rules.move_groups import strong_components

LETTERS = "abcdefgh"
GRAPHS = st.dictionaries(
    st.sampled_from(LETTERS), st.lists(st.sampled_from(LETTERS), max_size=4)
).map(lambda found: {name: found.get(name, []) for name in LETTERS})


def test_what_is_needed_stands_first() -> None:
    assert strong_components({"a": ["b"], "b": ["c"], "c": []}) == (("c",), ("b",), ("a",))


def test_a_ring_is_one_group() -> None:
    rings = {"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": ["e"], "e": ["d"]}
    assert strong_components(rings) == (("d", "e"), ("a", "b", "c"))


def test_a_chain_of_100_000_is_walked_without_recursion() -> None:
    chain = [f"{n:06}" for n in range(100_000)]
    needs: dict[str, list[str]] = {name: [] for name in chain}
    needs |= {first: [second] for first, second in pairwise(chain)}
    assert strong_components(needs) == tuple((name,) for name in reversed(chain))


@given(GRAPHS, st.randoms(use_true_random=False))
def test_two_names_share_a_group_exactly_if_each_reaches_the_other(
    needs: dict[str, list[str]], shuffled: random.Random
) -> None:
    found = strong_components(needs)
    group = {name: number for number, names in enumerate(found) for name in names}
    reach = {name: reached(needs, name) for name in needs}
    for one in needs:
        for other in needs:
            both = one == other or (other in reach[one] and one in reach[other])
            assert (group[one] == group[other]) == both
            if other in reach[one]:
                assert group[other] <= group[one]
    order = list(needs)
    shuffled.shuffle(order)
    assert strong_components({name: needs[name] for name in order}) == found


def reached(needs: dict[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for need in needs[waiting.pop()]:
            if need not in found:
                found.add(need)
                waiting.append(need)
    return found
