"""Reading on a Dask cluster gives what reading here gives; a cluster that does not fit is refused in one line."""

import io
import os
import signal
import socket

import pytest
from django.core.management import CommandError, call_command

from articles.extraction.annotations import Document
from articles.extraction.knowledge import Knowledge
from articles.ingest import cluster, members
from articles.ingest.cluster import Cluster
from articles.ingest.digest import digest
from articles.ingest.members import BadAddress, ClusterFailed, check_address
from articles.ingest.run import Run, ingest
from articles.ingest.store import Outcome
from articles.linking.snapshot import read_knowledge
from articles.models import Article

from .bulk_documents import forget_everything, some_documents

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def local():
    """A cluster of two workers on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        worker_dashboard_address=None,
    ) as local:
        yield local


def stored(**options):
    return list(ingest(some_documents(16), read_knowledge(), Run(), together=4, **options))


def test_a_cluster_reads_as_this_machine_does_and_a_killed_worker_costs_nothing(
    local, chronology, monkeypatch
):
    stored()
    content = digest()
    forget_everything()
    monkeypatch.setattr(cluster, "TOGETHER", 2)

    with Cluster(local.scheduler_address) as connected:
        reports = ingest(some_documents(16), read_knowledge(), Run(), together=4, read=connected.read)
        outcomes = [next(reports).outcome]
        os.kill(next(iter(connected.client.run(os.getpid).values())), signal.SIGKILL)
        outcomes += [report.outcome for report in reports]

    assert len(outcomes) == 16
    assert Outcome.REJECTED not in outcomes
    assert digest() == content


def test_long_documents_go_out_in_smaller_packets(local, monkeypatch):
    documents = [Document(str(number), "Talks end. " * 50) for number in range(6)]
    monkeypatch.setattr(cluster, "LONG", 2 * len(documents[0].source))

    with Cluster(local.scheduler_address) as connected:
        sent = []
        submit = connected.client.submit

        def seen(read, packet, *known, **options):
            sent.append(len(packet))
            return submit(read, packet, *known, **options)

        monkeypatch.setattr(connected.client, "submit", seen)
        results = list(connected.read(iter(documents), Knowledge()))

    assert sent == [2, 2, 2]
    assert [result.document.id for result in results] == [document.id for document in documents]


def test_a_cluster_with_another_version_of_reading_is_refused(local, monkeypatch):
    monkeypatch.setattr(members, "EXTRACTION_VERSION", 99)

    with pytest.raises(ClusterFailed, match=r"reads with version \d+ of extraction; here it is 99"):
        Cluster(local.scheduler_address).__enter__()


def test_a_cluster_with_another_version_of_the_package_is_refused(local, monkeypatch):
    monkeypatch.setattr(cluster.distributed(), "__version__", "1.2.3")

    with pytest.raises(ClusterFailed, match=r"runs distributed .* here it is 1\.2\.3"):
        Cluster(local.scheduler_address).__enter__()


def test_a_worker_without_a_package_that_reading_needs_is_refused(local, monkeypatch):
    monkeypatch.setattr(members, "PACKAGES", ("no_such_package",))

    with pytest.raises(ClusterFailed, match=r"The worker tcp://.* does not have .*'no_such_package'"):
        Cluster(local.scheduler_address).__enter__()


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:8786", "tls://scheduler.example:8786", "tcp://[::1]:8786"]
)
def test_a_schedulers_address_names_host_and_port(address):
    check_address(address)


@pytest.mark.parametrize(
    "address",
    ["", "127.0.0.1:8786", "post://127.0.0.1:1", "tcp://127.0.0.1", "tcp://:8786", "tcp://h:notaport", "tcp://h:99999",
     "tcp://h:0", "tcp://[::1:8786", "tcp://h:1/path", "http://h:1"],
)  # fmt: skip
def test_what_is_no_schedulers_address_is_told_before_anything_is_asked(tmp_path, address):
    with pytest.raises(BadAddress, match="tcp://HOST:PORT") as failed:
        check_address(address)

    assert "\n" not in str(failed.value)
    with pytest.raises(CommandError, match="--dask") as misused:
        call_command("ingest", str(tmp_path), "--dask", address, stdout=io.StringIO())
    assert misused.value.returncode == 2


def test_workers_of_this_machine_and_a_cluster_are_not_asked_for_together(tmp_path):
    with pytest.raises(CommandError, match="--workers cannot be used with --dask") as misused:
        call_command("ingest", str(tmp_path), "--dask", "tcp://127.0.0.1:1", "--workers", "2")

    assert misused.value.returncode == 2


@pytest.fixture
def mute_port():
    """A port where somebody takes what is said and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("listens", [False, True])
def test_an_address_without_a_scheduler_is_told_in_one_line_and_nothing_is_stored(
    tmp_path, monkeypatch, mute_port, listens
):
    monkeypatch.setattr(members, "CONNECTING", 1)
    (tmp_path / "a.txt").write_text(some_documents(1)[0].source)
    address = f"tcp://127.0.0.1:{mute_port if listens else 1}"

    with pytest.raises(CommandError, match=f"No Dask scheduler answers at {address}") as failed:
        call_command("ingest", str(tmp_path), "--dask", address, stdout=io.StringIO())

    assert failed.value.returncode == 2
    assert "\n" not in str(failed.value)
    assert not Article.objects.exists()
