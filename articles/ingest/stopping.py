"""Ends a run that is told to stop between two transactions: what is being stored is finished and reported first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""Ctrl-C, and what ``kill``, a service manager and a machine that shuts down send."""


class Told:
    """While entered, a signal raises ``KeyboardInterrupt`` with its number: at once, or at the end of what is ``finished``.

    Told twice, it raises at once. Outside of the main thread, where no signals arrive, it does nothing.
    """

    def __init__(self) -> None:
        self._pending: int | None = None
        self._is_finishing = False
        self._before: dict[int, object] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._hear) for number in SIGNALS}
        return self

    def __exit__(self, *problem: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    @contextmanager
    def finished(self) -> Iterator[None]:
        """Nobody is stopped within this, unless told twice."""
        self._is_finishing = True
        try:
            yield
        finally:
            self._is_finishing = False
        if self._pending is not None:
            raise KeyboardInterrupt(self._pending)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self._is_finishing and self._pending is None:
            self._pending = number
            return
        raise KeyboardInterrupt(number)


def exit_status(stop: KeyboardInterrupt) -> int:
    """What the shell is told: 130 for Ctrl-C, 143 for ``kill``."""
    return 128 + int(stop.args[0] if stop.args else signal.SIGINT)
