"""Cells a spreadsheet takes for words, whatever they begin with, and the way back."""

import unicodedata

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠|%")
"""What a spreadsheet may take for the beginning of a formula; the wide forms too, which some fold."""

SHIELD = "'"


def shield(text: str) -> str:
    """``=1+1`` → ``'=1+1``. What begins with the shield itself gets another one, so that ``unshield`` is exact."""
    first = next((one for one in text if not _is_blank(one)), "")
    return (
        SHIELD + text
        if text.startswith(SHIELD) or first in FORMULA_STARTS or text[:1] in FORMULA_STARTS
        else text
    )


def unshield(cell: str) -> str:
    """The text ``shield`` was given: ``'=1+1`` → ``=1+1``."""
    return cell.removeprefix(SHIELD)


def as_meant(cell: str) -> str:
    """The same of a file that others may have written too: ``'Phase one' deal`` keeps its quotation marks."""
    return cell[1:] if cell.startswith(SHIELD) and shield(cell[1:]) == cell else cell


def _is_blank(character: str) -> bool:
    """Spaces, controls and characters without width: programs may skip them before they look for a formula."""
    return unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cc", "Cf"} and character not in "\t\r\n"
