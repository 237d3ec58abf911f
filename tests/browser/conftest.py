"""A real Chromium (Debian's) in front of a live server."""

import os
import shutil

import pytest
from playwright.sync_api import expect

# Playwright's sync API runs an event loop in this thread, and Django would refuse the test's own queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PATIENCE = 60_000
"""Milliseconds. A machine with much else to do is slow, not wrong."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser(browser):
    """The browser, all of whose windows have as much patience."""
    opened = browser.new_context

    def patient(**options):
        context = opened(**options)
        context.set_default_timeout(PATIENCE)
        return context

    browser.new_context = patient
    return browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Launch the system's Chromium; a machine without one fails, it does not skip."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.fail("No Chromium found: install Debian's chromium package or set CHROMIUM to its path.")
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": ["--no-sandbox", "--disable-gpu"],
    }


@pytest.fixture
def watched(page, live_server):
    """The page, with what it asked for (``requests``) and what it complained of (``complaints``)."""
    page.requests, page.complaints = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on(
        "console", lambda message: page.complaints.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.home = live_server.url
    return page


@pytest.fixture
def chronology(transactional_db):
    """Seventy events in seventy weeks, with accounts, participants, a dispute, sources and one free text."""
    from tests.browser.chronology import make_chronology

    return make_chronology()
