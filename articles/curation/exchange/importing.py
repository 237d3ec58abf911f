"""Import of a table: tried first, then written as one edit, all of it or nothing unless faulty rows are to be left out."""

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from tablib import Dataset

from articles.curation.changes import in_one_go
from articles.curation.textfile import BadFile
from articles.models.counts import refresh_events
from articles.models.revision import keep_revisions

from .files import Table
from .resources import RESOURCES, Exchanged


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: ``column`` is empty where it is the row as a whole."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Altered:
    """A row that is new or changes: its key, and column by column what stood there and what is to."""

    row: int
    key: str
    is_new: bool
    cells: list[tuple[str, str, str]]


@dataclass
class Imported:
    """What an import does, or did."""

    altered: list[Altered] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0
    is_stored: bool = False

    @property
    def new(self) -> int:
        return sum(one.is_new for one in self.altered)

    @property
    def changed(self) -> int:
        return len(self.altered) - self.new

    @property
    def faulty_rows(self) -> int:
        return len({fault.row for fault in self.faults})


def export_rows(model: type[Model], rows: QuerySet | None = None) -> Table:
    """The rows as a table; without ``rows`` all of them."""
    resource = RESOURCES[model]()
    wanted = None if rows is None else set(rows.order_by().values_list("pk", flat=True))
    fields = resource.get_export_fields()
    found = (row for row in resource.told_apart(resource.rows()) if wanted is None or row.pk in wanted)
    return Table(resource.columns(), [[one.export(row) for one in fields] for row in found])


def import_rows(
    model: type[Model],
    table: Table,
    by: User | None = None,
    reason: str = "",
    *,
    dry_run: bool = False,
    skip_faulty: bool = False,
) -> Imported:
    """Write the table's rows. With a fault nothing is stored, unless ``skip_faulty`` leaves the faulty rows out.

    Raises ``BadFile`` where the columns are not those of the model.
    """
    resource = RESOURCES[model](by, reason, table.first_row)
    _check_columns(resource, table)
    dataset = Dataset(*table.rows, headers=table.columns)
    resource.load({resource.key_in(row) for row in dataset.dict})
    with transaction.atomic(), in_one_go():
        result = resource.import_data(dataset, dry_run=False, use_transactions=True, raise_errors=False)
        told = _told(result, table.first_row)
        is_refused = bool(told.faults) and (not skip_faulty or result.has_errors())
        if dry_run or is_refused:
            transaction.set_rollback(True)
        else:
            refresh_events(resource.touched)
            keep_revisions(resource.touched)
            told.is_stored = True
    return told


def _check_columns(resource: Exchanged, table: Table) -> None:
    known = resource.columns()
    for name in table.columns:
        if name not in known:
            raise BadFile(
                _("Column %(name)s is not known. Known are: %(known)s.")
                % {"name": name or _("(without a name)"), "known": ", ".join(known)}
            )
    if "url" in table.columns:
        return  # an article without a key is named by its address
    for name in resource.key_columns():
        if name not in table.columns and name != "turn":
            raise BadFile(_("Column %(name)s is missing: it says which row is meant.") % {"name": name})


def _told(result, first_row: int) -> Imported:
    told = Imported()
    for number, row in enumerate(result.rows, first_row):
        if row.is_skip():
            told.unchanged += 1
        elif row.is_new() or row.is_update():
            key = " / ".join(row.key)
            told.altered.append(Altered(number, key, row.is_new(), row.shown))
    for invalid in result.invalid_rows:
        for column, messages in invalid.error_dict.items():
            name = "" if column == "Non field specific" else column
            told.faults += [Fault(invalid.number + first_row - 1, name, one) for one in messages]
    for number, errors in result.row_errors():
        told.faults += [Fault(number + first_row - 1, "", str(error.error)) for error in errors]
    told.faults += [Fault(0, "", str(error.error)) for error in result.base_errors]
    told.faults.sort(key=lambda fault: fault.row)
    return told
