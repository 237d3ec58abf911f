"""The units in deploy/: systemd has nothing against them, and what they run may write where it must."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted([*ROOT.glob("deploy/*.service"), *ROOT.glob("deploy/*.timer")])
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_has_nothing_against_the_units(tmp_path):
    """They are looked at with this environment's programs in the place of those of the site."""
    programs = str(Path(sys.executable).parent)
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/srv/tradetalks/.venv/bin", programs))
    looked = subprocess.run(
        ["systemd-analyze", "verify", *(tmp_path / unit.name for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in looked.stderr.splitlines() if "tradetalks" in line]
    assert (looked.returncode, told) == (0, [])


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_whoever_opens_the_database_may_write_beside_it(unit):
    """SQLite makes files beside a database even to read it, where no other process holds it open."""
    (folders,) = re.findall(r"^StateDirectory=(.*)$", unit.read_text(), re.MULTILINE)
    assert "tradetalks" in folders.split()
    assert "ProtectSystem=strict" in unit.read_text()


def test_no_unit_needs_a_folder_that_only_its_own_start_would_make():
    for unit in SERVICES:
        for place in re.findall(r"^ReadWritePaths=(.*)$", unit.read_text(), re.MULTILINE):
            assert place.startswith("-")
