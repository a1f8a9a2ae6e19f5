"""Constraints on periods that need no extension of PostgreSQL: a row's id as a range of one number."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, DateTimeRangeField
from django.db.models import F, Func, Q, Value


def _only(column: str) -> Func:
    name = column.removesuffix("_id")
    return Func(F(name), F(name), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def never_twice(name: str, *columns: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows with the same ``columns`` (ids) share a day of ``valid_from`` … ``valid_to``, both included."""
    days = Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[*((_only(c), "&&") for c in columns), (days, "&&")],
        condition=condition if condition is not None else _present(columns),
    )


def never_twice_at(name: str, *columns: str, condition: Q) -> ExclusionConstraint:
    """No two rows with the same ``columns`` (ids) share an instant of ``valid_from`` … ``valid_to``, end excluded."""
    time = Func(F("valid_from"), F("valid_to"), Value("[)"), function="tstzrange", output_field=DateTimeRangeField())
    return ExclusionConstraint(
        name=name, expressions=[*((_only(c), "&&") for c in columns), (time, "&&")], condition=condition
    )


def _present(columns: tuple[str, ...]) -> Q:
    present = Q()
    for column in columns:
        present &= Q(**{f"{column.removesuffix('_id')}__isnull": False})
    return present
