"""Small problems looked at as a whole, to know whether there is a plan at all."""

from __future__ import annotations

from govcloud.rules.waves_place import Board
from govcloud.rules.waves_problem import Problem

NODES_MAX = 20_000
GROUPS_MAX = 40


def fits(problem: Problem, nodes: int = NODES_MAX) -> bool | None:
    """Whether every group can be placed; None where the answer would take too long."""
    if len(problem.groups) > GROUPS_MAX:
        return None
    return _Exact(problem, nodes).answer()


class _Exact:
    def __init__(self, problem: Problem, nodes: int) -> None:
        self.board = Board(problem)
        self.nodes = nodes
        self.free = [list(limit.room) for limit in problem.limits]
        self.at = [-1] * self.board.count
        self.last = len(problem.windows) - 1

    def answer(self) -> bool | None:
        """True, False, or None for nobody knows."""
        lates = self.board.latest(self.board.allowed, self.last)
        if any(window < 0 for window in (*self.board.earliest(self.board.allowed), *lates)):
            return False
        order = self.board.listed([(late, n) for n, late in enumerate(lates)])
        found = self._placed(order, 0, lates)
        return None if not found and self.nodes < 0 else found

    def _placed(self, order: list[int], depth: int, lates: list[int]) -> bool:
        """Depth first, what is due first; a window that is tried is given back."""
        if depth == len(order):
            return True
        group = order[depth]
        first = max((self.at[need] + 1 for need in self.board.needs[group]), default=0)
        for window in range(first, lates[group] + 1):
            self.nodes -= 1
            if self.nodes < 0:
                return False
            if self.board.allowed[group] >> window & 1 and self._take(group, window):
                if self._placed(order, depth + 1, lates):
                    return True
                self._give_back(group, window)
        return False

    def _take(self, group: int, window: int) -> bool:
        demand = self.board.demand[group]
        if any(self.free[limit][window] < amount for limit, amount in demand):
            return False
        for limit, amount in demand:
            self.free[limit][window] -= amount
        self.at[group] = window
        return True

    def _give_back(self, group: int, window: int) -> None:
        for limit, amount in self.board.demand[group]:
            self.free[limit][window] += amount
        self.at[group] = -1
