"""What README and docs say of commands, options, settings and targets is so."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from articles.ingest.sources import FORMATS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
PAGES = {path.name: path.read_text() for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]}
OURS = {name for name, app in get_commands().items() if app == "articles"} - {"migrate"}
ROWS = re.findall(r"^\| `\.venv/bin/python manage\.py (\w+)[^`]*` \| (.*) \|$", README, re.MULTILINE)


def options_of(command):
    parser = load_command_class("articles", command).create_parser("manage.py", command)
    return {option for action in parser._actions for option in action.option_strings}


def test_readme_names_every_command():
    assert {command for command, _ in ROWS} == OURS


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_command_or_an_option_that_is_not_there(page):
    known = set(get_commands())
    for command, rest in re.findall(r"manage\.py ([a-z_]+)([^`\n#|;]*)", PAGES[page]):
        assert command in known
        if command not in OURS:
            continue  # Django's own, as its version has them
        assert set(re.findall(r"(?<![\w-])--[a-z-]+", rest)) <= options_of(command)


def test_readme_names_no_option_that_its_command_has_not():
    for command, told in ROWS:
        # options told of another command of the same row stand in its own words: `ingest --pending`
        own = re.sub(r"`\w+ --[^`]*`", "", told)
        named = set(re.findall(r"`(--[a-z-]+)", own))
        assert named <= options_of(command)


def test_readme_names_every_form_of_documents():
    assert f"`--format {'|'.join(FORMATS)}`" in README


def settings_read():
    source = (ROOT / "tradetalks" / "settings.py").read_text()
    served = (ROOT / "tradetalks" / "gunicorn_conf.py").read_text()
    asked = (
        r"(?:\benv\.(?:str|list|db|cache|bool|int)|\bflag|\bnumber|environ\.get|environ)[(\[]\s*\"([A-Z_]+)\""
    )
    return set(re.findall(asked, source)) | set(re.findall(asked, served))


def test_every_setting_is_named_in_the_operators_page_or_in_readme():
    found = settings_read()
    assert len(found) >= 24
    pages = README + PAGES["operations.md"]
    assert {name for name in found if not re.search(rf"\b{name}\b", pages)} == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_target_of_make_that_a_page_names_is_there(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4})make ([a-z]+)", PAGES[page], re.MULTILINE)) <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_leads_to_is_there(page):
    folder = ROOT if (ROOT / page).exists() else ROOT / "docs"
    for address in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", PAGES[page]):
        assert (folder / address).exists(), address
