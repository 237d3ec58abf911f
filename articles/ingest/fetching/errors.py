"""Why an address was not fetched."""

from __future__ import annotations


class NotFetched(Exception):
    """``code`` for programs, ``message`` (one line) for people; ``passing`` if the same may go well later."""

    def __init__(self, code: str, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.passing = passing
