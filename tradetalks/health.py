"""``/healthz``: this process answers. ``/readyz``: and it can serve, for the database answers and is of this version.

Asked by machines, by whatever name or address they call us, so before hosts are checked. They learn no details.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase

HEALTH, READINESS = "/healthz", "/readyz"


class Health:
    """Middleware: answers the two addresses and passes on everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == HEALTH:
            return _told("alive")
        if request.path_info == READINESS:
            trouble = self._trouble()
            return _told(trouble or "ready", status=503 if trouble else 200)
        return self.get_response(request)

    def _trouble(self) -> str:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            # once they are all there they stay
            self._is_migrated = self._is_migrated or not _missing_migrations()
        except DatabaseError:
            connection.close()  # the next question asks a new connection
            return "the database does not answer"
        return "" if self._is_migrated else "migrations are missing"


def _missing_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _told(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(
        f"{words}\n", status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
