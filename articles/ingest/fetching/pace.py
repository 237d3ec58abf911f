"""How often one host is asked."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep


class Pace:
    """Waits before a host is asked again: so many seconds, more where it wishes so.

    ``before`` gives the seconds since an earlier run asked it, None where none did.
    """

    def __init__(
        self,
        seconds: float,
        before: Callable[[str], float | None] = lambda host: None,
        clock: Callable[[], float] = monotonic,
        sleeping: Callable[[float], None] = sleep,
    ) -> None:
        self.seconds = seconds
        self._before = before
        self._clock = clock
        self._sleeping = sleeping
        self._asked: dict[str, float] = {}

    def wait(self, host: str, wished: float = 0.0) -> None:
        """Return when the host may be asked, and count it as asked then."""
        if host not in self._asked and (ago := self._before(host)) is not None:
            self._asked[host] = self._clock() - max(0.0, ago)
        if host in self._asked:
            left = self._asked[host] + max(self.seconds, wished) - self._clock()
            if left > 0:
                self._sleeping(left)
        self._asked[host] = self._clock()
