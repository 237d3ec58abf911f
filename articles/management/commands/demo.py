"""``manage.py demo``: a site with the curated chronology and the sample articles, ready to look at."""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, transaction

from articles.curation.roles import EDITOR, ensure_roles
from articles.ingest.errors import environment_fault

MANAGE = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
COLLECTED = {**os.environ, "COLLECTED_STATIC": "1"}
SAMPLES = Path(settings.BASE_DIR) / "fixtures" / "articles"


class Command(BaseCommand):
    help = "Migrate, load the curated chronology and the sample articles, make an editor account, and serve."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--address", default="127.0.0.1:8000", help="Where to serve (default: %(default)s)."
        )
        parser.add_argument("--no-serve", action="store_true", help="Set everything up, then stop.")

    def handle(self, *args, **options):
        host, port = _host_and_port(options["address"])
        if not options["no_serve"]:
            _require_free(host, port)
        try:
            self._set_up()
        except OperationalError as error:
            raise CommandError(environment_fault(error), returncode=2) from error
        if options["no_serve"]:
            self.stdout.write("Ready. Serve it with: make demo")
            return
        self.stdout.write(f"Tradetalks is at http://{host}:{port}/ (editors: /admin/). Control-C stops it.")
        self.stdout.flush()
        # a fresh process: the one that serves must not carry what reading articles has loaded
        os.execve(sys.executable, [*MANAGE, "runserver", "--noreload", f"{host}:{port}"], COLLECTED)  # noqa: S606

    def _set_up(self):
        call_command("migrate", verbosity=0, stdout=self.stdout)
        call_command("load_chronology", stdout=self.stdout)
        call_command("ingest", os.path.relpath(SAMPLES), stdout=self.stdout)
        call_command("load_decisions", stdout=self.stdout)
        collect = [*MANAGE, "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
        subprocess.run(collect, env=COLLECTED, check=True)  # noqa: S603 - our own command
        password = _make_editor()
        self.stdout.write(f"Editor account: name editor, password {password} (a new one each time this runs)")


def _host_and_port(address):
    host, _, port = address.rpartition(":")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"--address {address!r} is not HOST:PORT, for instance 127.0.0.1:8000.")
    return host or "127.0.0.1", int(port)


def _require_free(host, port):
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        message = (
            f"{host}:{port} cannot be used ({error.strerror}). Try another: make demo ADDRESS=127.0.0.1:8001"
        )
        raise CommandError(message, returncode=2) from error


@transaction.atomic
def _make_editor():
    """Make the editor account, or give the one there is a new password; returns the password."""
    group = ensure_roles()[EDITOR]
    password = secrets.token_urlsafe(12)
    user, _ = get_user_model().objects.get_or_create(username="editor")
    user.is_staff = True
    user.set_password(password)
    user.save()
    user.groups.add(group)
    return password
