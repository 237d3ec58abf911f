"""The strings marked for translation in the code and the templates, found without gettext's own tools."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
LITERAL = r"u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\""
CALL = re.compile(rf" (_|n?p?gettext)\(({LITERAL})(?:, ?({LITERAL}))?")
Key = tuple[str | None, str]


def marked_strings() -> dict[Key, str]:
    """(context, English string) → the file it stands in; of plural forms the singular."""
    found: dict[Key, str] = {}
    for path in sorted((ROOT / "templates").rglob("*.*")):
        found |= dict.fromkeys(_in_template(path), path.name)
    for path in sorted((ROOT / "articles").rglob("*.py")):
        found |= dict.fromkeys(_in_code(path), path.name)
    return found


def _in_template(path: Path) -> Iterator[Key]:
    # Django turns a template into calls with nothing but padding around them.
    for name, first, second in CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        literals = [ast.literal_eval(literal) for literal in (first, second) if literal]
        yield (literals[0], literals[1]) if name in WITH_CONTEXT else (None, literals[0])


def _in_code(path: Path) -> Iterator[Key]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if node.func.id in WITH_CONTEXT and len(words) > 1:
            yield words[0], words[1]
        elif node.func.id in PLAIN and words and isinstance(words[0], str):
            yield None, words[0]
