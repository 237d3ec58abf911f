"""What the code never does, read from the code itself."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from articles.ingest.extras import INSTALL

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for folder in ("articles", "tradetalks")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

FORBIDDEN_CALLS = {
    "eval": "runs text",
    "exec": "runs text",
    "compile": "makes code of text",
    "__import__": "loads what text names",
    "RawSQL": "writes SQL by hand",
    "extra": "writes SQL by hand",
    "raw": "writes SQL by hand",
    "system": "runs a shell",
    "popen": "runs a shell",
    "loads_pickle": "runs what it reads",
}
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml", "xmlrpc", "telnetlib"}
TRUSTED_HTML = {
    "articles/templatetags/data.py",
    "articles/templatetags/languages.py",
    "articles/templatetags/pages.py",
}
"""Where text is marked as safe HTML: JSON-LD and paragraphs, both escaped before, and an empty string."""
ASKED = re.compile(r"request\.(GET|POST|COOKIES|META|headers|body)")


@cache
def nodes(path):
    """Every node of the file's syntax tree."""
    return list(ast.walk(ast.parse(path.read_text())))


def calls(path):
    """``(line, name, node)`` of each call in the file: ``filter`` for ``rows.filter(x=1)``."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            yield node.lineno, name, node


def name_of(path):
    return str(path.relative_to(ROOT))


def test_no_call_runs_text():
    found = [
        (name_of(path), line, name)
        for path in SOURCES
        for line, name, node in calls(path)
        if name in FORBIDDEN_CALLS and not (name == "compile" and ast.unparse(node).startswith("re.compile"))
        if not (name == "extra" and isinstance(node.func, ast.Name))  # a function of ours, no query's
    ]
    assert found == []


def test_no_module_that_runs_what_it_reads_is_imported():
    found = []
    for path in SOURCES:
        for node in nodes(path):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [(name_of(path), name) for name in names if name.split(".")[0] in FORBIDDEN_MODULES]
    assert found == []


def test_no_process_is_started_through_a_shell():
    found = [
        (name_of(path), line)
        for path in SOURCES
        for line, _, node in calls(path)
        for keyword in node.keywords
        if keyword.arg == "shell"
        and not (isinstance(keyword.value, ast.Constant) and not keyword.value.value)
    ]
    assert found == []


@pytest.mark.parametrize(
    "name", ["filter", "exclude", "get", "order_by", "annotate", "values", "only", "update", "create"]
)
def test_no_query_takes_its_names_from_a_request(name):
    """``filter(**request.GET)`` lets whoever asks choose columns, joins and ``_connector``."""
    found = [
        (name_of(path), line)
        for path in SOURCES
        for line, called, node in calls(path)
        if called == name
        for part in [*(keyword.value for keyword in node.keywords if keyword.arg is None)]
        + ([*node.args] if name in ("order_by", "values", "only") else [])
        if ASKED.search(ast.unparse(part))
    ]
    assert found == []


def test_html_is_marked_as_safe_where_we_know_it_is_and_nowhere_else():
    found = {
        name_of(path)
        for path in SOURCES
        for _, name, _ in calls(path)
        if name in ("mark_safe", "SafeString", "SafeText") or name == "__html__"
    }
    assert found == TRUSTED_HTML


def test_format_html_gets_a_pattern_of_ours():
    """``format_html(f"…{title}…")`` would escape nothing."""
    found = [
        (name_of(path), line)
        for path in SOURCES
        for line, name, node in calls(path)
        if name == "format_html" and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
        if not (isinstance(node.args[0], ast.BinOp) and "gettext" in ast.unparse(node.args[0]))
    ]
    assert found == []


@pytest.mark.parametrize(
    "sign",
    [
        "|safe ",
        "|safe}",
        "|safe|",
        "safeseq",
        "autoescape off",
        "<script>",
        "javascript:",
        "hx-on",
        "hx-vals",
    ],
)
def test_no_template_lets_text_through_as_html_or_script(sign):
    assert [name_of(path) for path in TEMPLATES if sign in path.read_text()] == []


def test_no_template_has_a_handler_a_style_or_a_foreign_file_in_it():
    pattern = re.compile(
        r"<[^>]*\s(?:on[a-z]+|style)=[\"']|\b(?:src|srcset)=[\"'](?:https?:)?//", re.IGNORECASE
    )
    assert [name_of(path) for path in TEMPLATES if pattern.search(path.read_text())] == []


def test_every_html_template_with_htmx_allows_no_script_in_answers():
    text = (ROOT / "templates" / "base.html").read_text()
    for setting in (
        '"allowEval":false',
        '"allowScriptTags":false',
        '"selfRequestsOnly":true',
        '"includeIndicatorStyles":false',
    ):
        assert setting in text


def test_no_secret_lies_in_the_project():
    pattern = re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|django-insecure-[a-z0-9]{20}|gh[pousr]_[A-Za-z0-9]{30}"
    )
    found = [
        name_of(path)
        for path in [*SOURCES, *TEMPLATES, ROOT / "Makefile"]
        if pattern.search(path.read_text())
    ]
    assert found == []
    assert not (ROOT / ".env").exists()


def test_every_package_is_pinned_with_its_hash():
    for name in ("runtime", "extras", "development"):
        lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
        pins = [line for line in lines if re.match(r"[a-zA-Z0-9]", line)]
        assert pins
        assert all("==" in line for line in pins)
        assert sum("--hash=sha256:" in line for line in lines) >= len(pins)
    assert "lxml-html-clean==" in (ROOT / "requirements" / "runtime.txt").read_text()


def pinned(name):
    """The pins of a file of requirements: ``{"distributed": "2026.1.0 ; python_version…", …}``."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==(.+?) \\$", text, re.MULTILINE))


def test_each_package_that_only_some_need_is_pinned_where_the_message_says():
    named = {
        match[1].partition(".")[0]
        for path in SOURCES
        for match in re.finditer(r'\bextra\(\s*"([\w.]+)"', path.read_text())
        if name_of(path).startswith("articles/")
    }
    assert len(named) >= 3
    assert {"psycopg", "psycopg-binary", *named} <= set(pinned("extras"))
    assert not named & set(pinned("runtime"))
    assert INSTALL.endswith("-r requirements/extras.txt")


@pytest.mark.parametrize("name", ["runtime", "extras"])
def test_what_is_served_is_what_was_tried(name):
    assert pinned(name).items() <= pinned("development").items()


def test_who_installs_the_extras_has_all_that_the_program_needs():
    assert pinned("runtime").items() <= pinned("extras").items()


def test_nothing_is_asked_of_an_index_that_the_project_is_not_on():
    """Whoever registered the name there would be installed in its stead."""
    texts = [
        *SOURCES,
        *TEMPLATES,
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("deploy/*"),
        ROOT / "Makefile",
    ]
    found = [
        name_of(path)
        for path in texts
        if re.search(r"(?:pip|uv) (?:pip )?install [^\n]*(?:tradetalks|psycopg)", path.read_text())
    ]
    assert found == []
