"""Reading on a Dask cluster gives what reading here gives; a cluster that does not fit is refused in one line."""

import io
import os
import signal

import pytest
from django.core.management import CommandError, call_command

from articles.ingest import cluster
from articles.ingest.cluster import Cluster, ClusterFailed
from articles.ingest.digest import digest
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


def test_a_cluster_with_another_version_of_reading_is_refused(local, monkeypatch):
    monkeypatch.setattr(cluster, "EXTRACTION_VERSION", 99)

    with pytest.raises(ClusterFailed, match=r"reads with version \d+ of extraction; here it is 99"):
        Cluster(local.scheduler_address).__enter__()


def test_a_cluster_with_another_version_of_the_package_is_refused(local, monkeypatch):
    monkeypatch.setattr(cluster.distributed(), "__version__", "1.2.3")

    with pytest.raises(ClusterFailed, match=r"runs distributed .* here it is 1\.2\.3"):
        Cluster(local.scheduler_address).__enter__()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp://127.0.0.1:1", "No Dask scheduler answers at tcp://127.0.0.1:1"),
        ("127.0.0.1:8786", "is not an address"),
        ("post://127.0.0.1:1", "post://127.0.0.1:1"),
    ],
)
def test_an_address_without_a_cluster_is_told_in_one_line_and_nothing_is_stored(
    tmp_path, monkeypatch, address, words
):
    monkeypatch.setattr(cluster, "CONNECTING", 1)
    (tmp_path / "a.txt").write_text(some_documents(1)[0].source)

    with pytest.raises(CommandError, match=words) as failed:
        call_command("ingest", str(tmp_path), "--dask", address, stdout=io.StringIO())

    assert failed.value.returncode == 2
    assert "\n" not in str(failed.value)
    assert not Article.objects.exists()
