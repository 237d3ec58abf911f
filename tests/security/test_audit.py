"""``make audit`` calls nothing safe that was not asked about."""

import subprocess

import pytest

from tests import audit


@pytest.mark.parametrize(
    ("status", "said", "expected"),
    [
        (0, "No known vulnerabilities found", 0),
        (1, "Found 1 known vulnerability in 1 package\nname 1.0 CVE-0000-1", 1),
        (
            0,
            "No known vulnerabilities found\nname Dependency not found and could not be audited: name (1.0)",
            2,
        ),
        (1, "requests.exceptions.ConnectionError: Max retries exceeded", 2),
        (1, "", 2),
    ],
)
def test_the_exit_status_says_what_was_found(monkeypatch, capsys, status, said, expected):
    answer = subprocess.CompletedProcess([], status, said, "")
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: answer)
    assert audit.audit("runtime") == expected
    told = capsys.readouterr()
    assert "requirements/runtime.txt" in told.out + told.err
