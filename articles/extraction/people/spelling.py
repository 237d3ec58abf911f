"""Bounded edit distance between two names."""

from __future__ import annotations

LONGEST = 24


def is_near(one: str, other: str, most: int) -> bool:
    """True if at most ``most`` letters were added, dropped, changed or swapped with a neighbour: "bescent", "bessent"."""
    if one == other:
        return True
    if (
        not one
        or not other
        or one[0] != other[0]
        or abs(len(one) - len(other)) > most
        or max(len(one), len(other)) > LONGEST
    ):
        return False
    return _distance(one, other) <= most


def _distance(one: str, other: str) -> int:
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, counter in enumerate(other, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (letter != counter))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counter:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
