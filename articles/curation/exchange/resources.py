"""What of which rows goes into a file, and how a line of a file finds its row."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import CharWidget

from articles.curation.changes import record_changes, snapshot, stored_snapshot
from articles.curation.decisions import mark_decided
from articles.curation.locks import LOCKABLE, lock_fields
from articles.curation.naming import events_touched_by
from articles.models import Article, Citation, Event, Official, Post
from articles.models.dates import granularity_between

from .cells import CountWidget, NamesWidget, widget_for

Key = tuple[str, ...]


class Exchanged(ModelResource):
    """A table of rows. An import is an edit: what it changes is logged, and locked against the machine."""

    DATES = ("earliest", "latest", "granularity")

    def __init__(self, by=None, reason: str = "", first_row: int = 1):
        super().__init__()
        self.by, self.reason, self.first_row = by, reason, first_row
        self.stored: dict[Key, Model] = {}
        self.touched: set[int] = set()
        self.first_with: dict[Key, int] = {}
        self._before: dict[str, str] = {}

    class Meta:
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        clean_model_instances = True
        store_instance = True

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        return Field(
            attribute=field_name, column_name=field_name, widget=widget_for(django_field), readonly=readonly
        )

    def columns(self) -> list[str]:
        """The names of the columns, in the order of an export."""
        return [field.column_name for field in self.get_export_fields()]

    def key_columns(self) -> list[str]:
        """The columns that together name a row."""
        return list(self._meta.import_id_fields)

    def rows(self) -> QuerySet:
        """The rows with what their cells need."""
        return self._meta.model._default_manager.all()

    def key_of(self, row: Model) -> Key:
        """The key a stored row has in a file."""
        return tuple(self.fields[name].export(row) for name in self.key_columns())

    def key_in(self, cells: dict[str, str]) -> Key:
        """The key a line of a file has."""
        return tuple(cells.get(name, "").strip() for name in self.key_columns())

    def load(self, keys: Iterable[Key]) -> None:
        """Read the rows that a file names in few queries, instead of one by one."""
        names = sorted({key[0] for key in keys})
        for start in range(0, len(names), 500):
            rows = self.rows().filter(**{f"{self.lookup}__in": names[start : start + 500]})
            self.stored |= {self.key_of(row): row for row in self.told_apart(rows)}

    def told_apart(self, rows: QuerySet) -> Iterable[Model]:
        """The rows with what tells apart those that share a name."""
        return rows

    lookup = "slug"

    def _check_import_id_fields(self, headers):
        """Nothing: whoever calls has checked the columns, and said it better."""

    def get_instance(self, instance_loader, row):
        return self.stored.get(self.key_in(row))

    def import_row(self, row, instance_loader, **kwargs):
        key = self.key_in(row)
        if key in self.stored and key not in self.first_with and self._says_nothing_new(row, key):
            self.first_with[key] = kwargs["row_number"]
            unchanged = self.get_row_result_class()()
            unchanged.import_type = unchanged.IMPORT_TYPE_SKIP
            return unchanged
        return super().import_row(row, instance_loader, **kwargs)

    def _says_nothing_new(self, row, key):
        # most rows of most files are as they were: told by their cells alone, ten times as fast
        stored = self.stored[key]
        return all(
            row[field.column_name] == field.export(stored)
            for field in self.get_import_fields()
            if field.column_name in row and not field.readonly
        )

    def before_import_row(self, row, row_number=None, **kwargs):
        key = self.key_in(row)
        first = self.first_with.setdefault(key, row_number)
        if not all(key):
            missing = next(name for name, part in zip(self.key_columns(), key, strict=True) if not part)
            raise ValidationError({missing: _("Every row needs one.")})
        if first != row_number:
            number = first + self.first_row - 1
            raise ValidationError(
                {
                    self.key_columns()[-1]: _("Row %(row)s has the same %(key)s.")
                    % {"row": number, "key": self._key_in_words()}
                }
            )

    def _key_in_words(self):
        return ", ".join(self.key_columns())

    def after_init_instance(self, instance, new, row, **kwargs):
        self.is_new = new
        self._before = {} if new else self.cells_of(instance)

    def lock(self, row: Model, columns: list[str]) -> None:
        """Keep the machine from what the import set."""
        if isinstance(row, LOCKABLE) and columns:
            lock_fields(row, columns)
            row.save(update_fields=["locked_fields"])

    def cells_of(self, row: Model) -> dict[str, str]:
        """Column → cell, as an export would show the row."""
        return {field.column_name: field.export(row) for field in self.get_import_fields()}

    def import_instance(self, instance, row, **kwargs):
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            error.update_error_dict(errors)
        for field in self.get_import_fields():
            if isinstance(field.widget, NamesWidget) and field.column_name in row:
                try:
                    field.widget.clean(row[field.column_name])
                except ValueError as error:
                    errors[field.attribute] = [str(error)]
                    row[field.column_name] = ""
        self.complete(instance, row, errors)
        if errors:
            raise ValidationError(errors)

    def complete(self, instance: Model, row: dict[str, str], errors: dict[str, Any]) -> None:
        """Work out what follows from the cells, and refuse what contradicts itself."""
        first, last, fineness = self.DATES
        if not hasattr(instance, first) or errors:
            return
        earliest, latest = getattr(instance, first), getattr(instance, last)
        if (earliest is None) != (latest is None):
            errors[last if latest is None else first] = [_("Give both days or none.")]
        elif earliest and earliest > latest:
            errors[last] = [_("This is before %(name)s (%(day)s).") % {"name": first, "day": earliest}]
        elif earliest and fineness not in row:
            setattr(instance, fineness, granularity_between(earliest, latest))

    def before_save_instance(self, instance, row, **kwargs):
        self._logged_before = None if self.is_new else stored_snapshot(instance)

    def after_import_row(self, row, row_result, **kwargs):
        row_result.shown = []
        if row_result.is_skip():
            return
        instance = row_result.instance
        after = self.cells_of(instance)
        row_result.shown = [
            (name, self._before.get(name, ""), cell)
            for name, cell in after.items()
            if cell != self._before.get(name, "")
        ]
        row_result.key = self.key_in(row)
        self.lock(instance, [name for name, *_rest in row_result.shown])
        record_changes(instance, self._logged_before, snapshot(instance), self.by, self.reason)
        self.touched |= events_touched_by(instance)


class EventResource(Exchanged):
    def rows(self):
        return (
            Event.objects.select_related("series", "parent").prefetch_related("topics").defer("search_text")
        )

    def complete(self, instance, row, errors):
        super().complete(instance, row, errors)
        if instance.is_published and instance.state != "accepted":
            errors["is_published"] = [_("Only an accepted event can be published.")]

    class Meta(Exchanged.Meta):
        model = Event
        import_id_fields = ("slug",)
        fields = (
            "slug", "title", "kind", "status", "earliest", "latest", "granularity", "is_about", "date_reason",
            "time_zone", "start_time", "us_date", "china_date", "city", "country", "venue", "order", "series", "parent",
            "summary", "outcome", "topics", "confidence", "editor_note", "state", "is_published",
        )  # fmt: skip
        export_order = import_order = fields


class OfficialResource(Exchanged):
    class Meta(Exchanged.Meta):
        model = Official
        import_id_fields = ("slug",)
        fields = (
            "slug", "name", "family_name", "given_name", "name_order", "chinese_name", "is_chinese_name_verified", "side",
            "wikidata_id", "state", "note",
        )  # fmt: skip
        export_order = import_order = fields


class PostResource(Exchanged):
    """Posts have no name of their own: whose, which office, and the how-manieth time that person held it."""

    turn = Field(attribute="turn", column_name="turn", readonly=True, widget=CountWidget())
    lookup = "official__slug"

    def rows(self):
        return Post.objects.select_related("official").order_by("official_id", "title", "pk")

    def told_apart(self, rows):
        return numbered(rows)

    def key_in(self, cells):
        official, title, turn = super().key_in(cells)
        return official, title, turn or "1"

    def lock(self, row, columns):
        super().lock(row.official, ["posts"])  # as when they are edited on the official's page

    def complete(self, instance, row, errors):
        if not errors and instance.start and instance.end and instance.start > instance.end:
            errors["end"] = [
                _("This is before %(name)s (%(day)s).") % {"name": "start", "day": instance.start}
            ]

    def cells_of(self, row):
        return {name: cell for name, cell in super().cells_of(row).items() if name != "turn"}

    class Meta(Exchanged.Meta):
        model = Post
        import_id_fields = ("official", "title", "turn")
        fields = (
            "official", "title", "turn", "short_titles", "organization", "start", "start_granularity",
            "is_start_verified", "end", "end_granularity", "is_end_verified", "source_url",
        )  # fmt: skip
        export_order = import_order = fields


def numbered(posts: Iterable[Post]) -> list[Post]:
    """The posts, each with its ``turn``: 1 for the first time the person held that office, 2 for the second."""
    turns: Counter[tuple[int, str]] = Counter()
    found = []
    for post in posts:
        turns[post.official_id, post.title] += 1
        post.turn = turns[post.official_id, post.title]
        found.append(post)
    return found


class ArticleResource(Exchanged):
    """Articles as sources: what is said of them, without their texts."""

    lookup = "key"
    DATES = ("published_earliest", "published_latest", "published_granularity")

    def rows(self):
        return Article.objects.select_related("publisher")

    def key_in(self, cells):
        (key,) = super().key_in(cells)
        url = cells.get("url", "").strip()
        return (key or (Article.key_for(url=url) if url else ""),)

    def complete(self, instance, row, errors):
        super().complete(instance, row, errors)
        if instance.url and not instance.url.startswith(("http://", "https://")):
            errors["url"] = [_("An http or https address is expected.")]
        instance.key = self.key_in(row)[0]

    class Meta(Exchanged.Meta):
        model = Article
        import_id_fields = ("key",)
        fields = (
            "key", "url", "title", "title_is_description", "byline", "publisher", "kind", "language", "licence",
            "is_relevant", "published_earliest", "published_latest", "published_granularity", "published_basis",
            "published_evidence", "published_reason",
        )  # fmt: skip
        export_order = import_order = fields


class CitationResource(Exchanged):
    """Which article is a source of which event. What an import says of it is a decision."""

    address = Field(attribute="article__url", column_name="address", readonly=True, widget=CharWidget())
    headline = Field(attribute="article__title", column_name="headline", readonly=True, widget=CharWidget())
    lookup = "event__slug"

    def rows(self):
        return Citation.objects.select_related("event", "article").defer("event__search_text").order_by("pk")

    def cells_of(self, row):
        cells = super().cells_of(row)
        return {name: cell for name, cell in cells.items() if name not in ("address", "headline")}

    def before_save_instance(self, instance, row, **kwargs):
        super().before_save_instance(instance, row, **kwargs)
        if self.is_new:
            instance.origin, instance.score = Citation.Origin.CURATED, 1.0
        mark_decided(instance, self.by)

    class Meta(Exchanged.Meta):
        model = Citation
        import_id_fields = ("event", "article")
        fields = ("event", "article", "relation", "state", "note", "headline", "address")
        export_order = import_order = fields


RESOURCES: dict[type[Model], type[Exchanged]] = {
    Event: EventResource,
    Official: OfficialResource,
    Post: PostResource,
    Article: ArticleResource,
    Citation: CitationResource,
}
