"""The commands, and what is said where the world around them is not as it should be: one line, exit status 2."""

import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError


def main(arguments: list[str]) -> None:
    """Run the command. Faults of settings, database, disk and rights end it with one line; others with their traceback.

    Told to stop, with Ctrl-C or ``kill``, it cleans up after itself and ends without a word.
    """
    signal.signal(signal.SIGTERM, _stop)
    try:
        execute_from_command_line(arguments)
    except (IntegrityError, DataError):
        raise  # of the program, not of the world
    except ImproperlyConfigured as error:
        give_up(first_line(error))
    except KeyboardInterrupt as stop:
        sys.exit(128 + int(stop.args[0] if stop.args else signal.SIGINT))
    except BrokenPipeError:
        sys.exit(141)  # who read the output went away, as with any program
    except (DatabaseError, InterfaceError, OSError) as error:
        from articles.ingest.errors import environment_fault

        give_up(environment_fault(error))


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt(number)


def first_line(error: Exception) -> str:
    """What an error says first: all that whoever runs the site can use."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def give_up(line: str) -> None:
    """End the program with this line and status 2."""
    print(f"Error: {line}", file=sys.stderr)  # noqa: T201 (no command is there to say it)
    sys.exit(2)
