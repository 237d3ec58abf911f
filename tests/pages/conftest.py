"""Pages are read in English unless a test says otherwise: a request leaves its language behind in the thread."""

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield
