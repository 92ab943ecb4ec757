"""Queries whose SQL is made once; for a story's page, making it took longer than running it."""

from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any, Self

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

    What is called may be read as any queryset; filtering it further is refused. Its SQL has to be
    the same whatever the values are, none of which may be None.
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


class Loaded[Row: models.Model](models.QuerySet[Row]):
    """Rows that were found by another query, in the place of those that a relation would load."""

    def __init__(self, model: type[Row], rows: list[Row]) -> None:
        super().__init__(model, query=_all_of(model))
        self._result_cache = rows

    def _chain(self) -> Self:
        # It does not know which rows it has, so any other query of it would be one of all rows.
        raise TypeError("What was loaded cannot be filtered further.")


@cache
def _all_of(model: type[models.Model]) -> Query:
    return Query(model)


class _Bound(Query):
    """A query that was compiled before."""

    bound: SQLCompiler | None = None

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        return self.bound or super().get_compiler(*args, **kwargs)

    def chain(self, *args: Any, **kwargs: Any) -> Query:
        if self.bound:
            raise TypeError("What was prepared cannot be filtered further.")
        return super().chain(*args, **kwargs)
