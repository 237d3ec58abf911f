"""Whether an address may be a Dask scheduler's, and whether those who make up a cluster run what this process runs."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from articles.extraction.version import EXTRACTION_VERSION

CONNECTING = 10
"""Seconds until an address that does not answer is given up."""

SCHEMES = ("tcp", "tls")

PACKAGES = ("spacy", "dateparser", "trafilatura", "htmldate", "lxml", "ftfy")
"""What reading needs beside this program; the scheduler only passes on, and needs none of them."""

LACKING = (
    "{name} at {address} does not have this program ({found}):"
    " scheduler and workers need its code (PYTHONPATH) and its packages."
)


class ClusterFailed(OSError):
    """The cluster cannot be used, or not any more; the message says why in one line."""


class BadAddress(Exception):
    """No address of a scheduler: "tcp://here:port"; the message says why in one line."""


def check_address(address: str) -> None:
    """Raise ``BadAddress`` unless this is ``tcp://HOST:PORT`` or ``tls://HOST:PORT``."""
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in SCHEMES and bool(parts.hostname) and bool(parts.port)
        is_bare = not (parts.path or parts.query or parts.fragment or parts.username)
    except ValueError:  # a port that is no number from 0 to 65535, a bracket left open
        is_whole = is_bare = False
    if not (is_whole and is_bare):
        raise BadAddress(
            f"{address!r} is not the address of a Dask scheduler: write tcp://HOST:PORT or tls://HOST:PORT."
        )


def check_answer(package: Any, address: str) -> None:
    """Raise ``ClusterFailed`` unless a scheduler answers. Asked before a client is made, which waits without limit."""
    try:
        arguments = package.Security().get_connection_args("client")
    except (
        OSError,
        ValueError,
        TypeError,
    ) as error:  # no such file, no certificate; ssl.SSLError is an OSError
        raise ClusterFailed(f"The certificates for {address} cannot be used ({one_line(error)}).") from error
    if address.startswith("tls://") and arguments.get("ssl_context") is None:
        raise ClusterFailed(
            f"{address} needs certificates: name them in Dask's settings (distributed.comm.tls)."
        )
    try:
        asyncio.run(_greet(package, address, arguments))
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterFailed(f"No Dask scheduler answers at {address} ({one_line(error)}).") from error


async def _greet(package: Any, address: str, arguments: dict[str, Any]) -> None:
    connecting = package.comm.connect(address, timeout=CONNECTING, **arguments)
    # something else that listens there may take the greeting and say nothing
    comm = await asyncio.wait_for(connecting, CONNECTING + 1)
    comm.abort()


def check_members(package: Any, client: Any, address: str) -> None:
    """Raise ``ClusterFailed`` unless scheduler and workers run what this process runs."""
    try:
        client.wait_for_workers(1, timeout=CONNECTING)
        versions = client.get_versions(check=False)
    except (OSError, TimeoutError) as error:
        raise ClusterFailed(f"No worker answers at {address} ({one_line(error)}).") from error
    ours = {"python": platform.python_version(), "distributed": package.__version__}
    everybody = {"the scheduler": versions["scheduler"], **versions["workers"]}
    for name, theirs in everybody.items():
        for what, version in ours.items():
            found = _version_in(theirs, what)
            if not _are_alike(what, found, version):
                raise ClusterFailed(
                    f"{_called(name)} at {address} runs {what} {found}; here it is {version}."
                )
    for name, told in _asked(client, address).items():
        if isinstance(told, str):
            raise ClusterFailed(LACKING.format(name=_called(name), address=address, found=told))
        if told != EXTRACTION_VERSION:
            raise ClusterFailed(
                f"{_called(name)} reads with version {told} of extraction; here it is {EXTRACTION_VERSION}."
            )


def _asked(client: Any, address: str) -> dict[str, int | str]:
    """What the scheduler and each worker say of the program they have: its version, or why they cannot load it."""
    try:
        scheduler = client.run_on_scheduler(_question(()))
        workers = client.run(_question(PACKAGES))
    except Exception as error:
        # the client passes on what the other side raised, whatever it is, mostly as a plain ``Exception``
        raise ClusterFailed(f"The cluster at {address} failed ({one_line(error)}).") from error
    return {"the scheduler": scheduler, **workers}


def _question(packages: tuple[str, ...]) -> Callable[[], int | str]:
    """What they are to call. Being made here, it travels as code and can be called where this program is missing."""

    def version_there() -> int | str:
        from importlib import import_module
        from importlib.util import find_spec

        missing = [package for package in packages if find_spec(package) is None]
        if missing:
            return f"No module named {missing[0]!r}"
        try:
            import_module("articles.ingest.cluster")  # what packets of articles are unpacked with
            version: int = import_module("articles.extraction.version").EXTRACTION_VERSION
        except Exception as error:  # noqa: BLE001 - whatever another program of that name raises is told here
            return f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return version

    return version_there


def _called(name: str) -> str:
    return name[0].upper() + name[1:] if name.startswith("the ") else f"The worker {name}"


def _version_in(told: dict[str, Any], what: str) -> str:
    if what == "python":
        return str(told["host"]["python"]).split(".final")[0]
    return str(told["packages"].get(what))


def _are_alike(what: str, one: str, other: str) -> bool:
    """The same release; of Python the same minor one, for that is what pickled records ask for."""
    return one.split(".")[:2] == other.split(".")[:2] if what == "python" else one == other


def one_line(error: BaseException) -> str:
    """The first line of what an error says, else its kind: "TimeoutError"."""
    text = str(error).strip().splitlines()
    return (text[0] if text else type(error).__name__)[:200]
