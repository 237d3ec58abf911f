"""One chronology for every reader."""

import pytest

from tests.formats.chronology import make_chronology


@pytest.fixture
def rich(db):
    """The event with everything; around it events of every precision."""
    return make_chronology()


@pytest.fixture
def fetch(client):
    """The body of an address that answers 200."""

    def fetched(path, **parameters):
        response = client.get(path, parameters)
        assert response.status_code == 200, response.getvalue()
        return response.getvalue()

    return fetched
