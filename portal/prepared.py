"""Queries whose SQL is made once; for a story's page, making it took longer than running it."""

import hashlib
from collections.abc import Callable
from copy import copy
from functools import cache, partial
from typing import Any, Self
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connections, models
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler


class Slot(models.Expression):
    """Stands for a value that each run of the query gives anew: `place` tells them apart in SQL."""

    def __init__(self, place: int, output_field: models.Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.place = place

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list["Slot"]]:  # type: ignore[override]
        return "%s", [self]

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list["Slot"]]:
        """By its place, where the statement is the database's own."""
        return (f"${self.place}", []) if keeps_statements(connection) else ("%s", [self])


def keeps_statements(connection: Any) -> bool:
    """Whether statements are prepared in PostgreSQL too, whose planning takes longer than running.

    Not behind a pool that hands a connection from one transaction to another, which a site says of
    itself by DISABLE_SERVER_SIDE_CURSORS as Django's documentation asks it to.
    """
    return (
        connection.vendor == "postgresql"
        and not connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]
    )


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
        self._made: tuple[Rows, SQLCompiler, Statement] | None = None

    def __call__(self, **values: Any) -> Rows:
        queryset, compiler, statement = self._made or self._make()
        connection = connections[queryset.db]
        given = [
            field.get_db_prep_value(values[name], connection=connection)
            for name, field in self._fields.items()
        ]
        bound = copy(compiler)
        bound.connection = connection
        bound.as_sql = lambda *_args, **_kwargs: statement.run(connection, given)  # type: ignore[method-assign]
        bound.execute_sql = partial(_executed, bound, statement)  # type: ignore[method-assign]
        run = queryset.all()
        run.query.bound = bound  # type: ignore[attr-defined]
        return run

    def _make(self) -> tuple[Rows, SQLCompiler, "Statement"]:
        slots = {
            name: Slot(place, field)
            for place, (name, field) in enumerate(self._fields.items(), start=1)
        }
        queryset = self._build(**slots)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([each[0] for each in compiler.select])
        compiler.get_converters = lambda _expressions: converters
        queryset.query.__class__ = _Bound
        kind = OfPostgreSQL if keeps_statements(compiler.connection) else Statement
        self._made = queryset, compiler, kind(sql, list(params), list(self._fields.values()))
        return self._made


def _executed(compiler: SQLCompiler, statement: "Statement", *args: Any, **kwargs: Any) -> Any:
    execute = type(compiler).execute_sql
    try:
        return execute(compiler, *args, **kwargs)
    except DatabaseError as error:
        if not statement.is_outdated(compiler.connection, error):
            raise
        return execute(compiler, *args, **kwargs)


class Statement:
    """SQL with its parameters, slots among them; SQLite's driver keeps what it parsed itself."""

    def __init__(self, sql: str, params: list[Any], fields: list[models.Field[Any, Any]]) -> None:
        self._sql, self._params, self._fields = sql, params, fields

    def run(self, connection: Any, given: list[Any]) -> tuple[str, tuple[Any, ...]]:
        """What a cursor has to execute for these values of the slots, by their places."""
        return self._sql, tuple(
            [given[each.place - 1] if isinstance(each, Slot) else each for each in self._params]
        )

    def is_outdated(self, connection: Any, error: DatabaseError) -> bool:
        """Whether running it once more may help."""
        return False


class OfPostgreSQL(Statement):
    """Prepared once in each session, and planned once for all values of its slots.

    Only slots are parameters: with a constant as one, no plan could use a partial index. Of a
    moment that limits nothing, such as now, PostgreSQL supposes that it leaves a third of the rows,
    so it would rather plan such a statement each time, which takes longer than running it.

    Its name is made of its text, so that it can mean no other query whoever uses the session.
    """

    _known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
    _name = _query = ""

    def run(self, connection: Any, given: list[Any]) -> tuple[str, tuple[Any, ...]]:
        # A cursor would do both itself, and the session may be another after that.
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        known = self._known.setdefault(connection.connection, set())
        if self._name not in known or _PLANNED_ONCE not in known:
            self._prepare(connection, known)
        places = ", ".join(["%s"] * len(given))
        return f"EXECUTE {self._name}{places and f' ({places})'}", tuple(given)

    def _prepare(self, connection: Any, known: set[str]) -> None:
        """What a transaction sets goes when it rolls back; what it prepares stays (PREPARE)."""
        if not self._name:
            types = ", ".join(field.db_type(connection) or "" for field in self._fields)
            query = connection.ops.compose_sql(self._sql, self._params)
            self._query = f"{types and f' ({types})'} AS {query}"
            name = hashlib.blake2b(self._query.encode(), digest_size=8).hexdigest()
            self._name = f"portal_{name}"
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute("SET plan_cache_mode = force_generic_plan")
            if not connection.in_atomic_block:
                known.add(_PLANNED_ONCE)
            if self._name not in known:
                cursor.execute("SELECT FROM pg_prepared_statements WHERE name = %s", [self._name])
                if not cursor.rowcount:
                    cursor.execute(f"PREPARE {self._name}{self._query}")
                known.add(self._name)

    def is_outdated(self, connection: Any, error: DatabaseError) -> bool:
        """Whether it has only to be prepared anew: a column has another type, or it was let go."""
        code = getattr(error.__cause__, "pgcode", "")
        if code not in _OUTDATED or connection.in_atomic_block:
            return False
        self._known.pop(connection.connection, None)
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        return True


# Among the names of a session's statements: that it does as `plan_cache_mode` was set.
_PLANNED_ONCE = "plan_cache_mode"
# feature_not_supported: "cached plan must not change result type"; invalid_sql_statement_name.
_OUTDATED = {"0A000", "26000"}


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
