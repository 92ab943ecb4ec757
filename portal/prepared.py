"""Queries whose SQL is made once: of an article's page, Django took more time for that than for all
that the database did."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.db import connections, models
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler


class Slot(models.Expression):
    """Stands for a value that each run of the query gives anew."""

    def __init__(self, name: str, output_field: models.Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list["Slot"]]:  # type: ignore[override]
        return "%s", [self]


class Prepared[Rows: models.QuerySet[Any, Any]]:
    """A queryset by the slots of a function's arguments; called with their values, it is run.

        newest = Prepared(lambda at: Article.objects.live(at).newest_first(), at=DateTimeField())
        list(newest(at=timezone.now()))

    What is called may be read as any queryset, and not filtered further. Its SQL has to be the same
    whatever the values are, none of which may be None.
    """

    def __init__(self, build: Callable[..., Rows], **slots: models.Field[Any, Any]) -> None:
        self._build = build
        self._fields = slots
        self._made: tuple[Rows, SQLCompiler, str, list[Any]] | None = None

    def __call__(self, **values: Any) -> Rows:
        queryset, compiler, sql, params = self._made or self._make()
        connection = connections[queryset.db]
        given = {
            name: field.get_db_prep_value(values[name], connection=connection)
            for name, field in self._fields.items()
        }
        bound = copy(compiler)
        bound.connection = connection
        bound.as_sql = lambda *_args, **_kwargs: (  # type: ignore[method-assign]
            sql, tuple(given[each.name] if isinstance(each, Slot) else each for each in params),
        )  # fmt: skip
        run = queryset.all()
        run.query.bound = bound  # type: ignore[attr-defined]
        return run

    def _make(self) -> tuple[Rows, SQLCompiler, str, list[Any]]:
        slots = {name: Slot(name, field) for name, field in self._fields.items()}
        queryset = self._build(**slots)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([each[0] for each in compiler.select])
        compiler.get_converters = lambda _expressions: converters
        queryset.query.__class__ = _Bound
        self._made = queryset, compiler, sql, list(params)
        return self._made


class _Bound(Query):
    """A query that was compiled before."""

    bound: SQLCompiler

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> SQLCompiler:
        return self.bound
