"""Registers open by themselves; numbers are given under the lock of their series, in the transaction that uses them."""

from datetime import date, datetime

from plenum.core.actor import Actor
from plenum.core.clock import local_date
from plenum.documents.enums import Direction, Fate, Period
from plenum.documents.models import NumberSeries, Register, SeriesNumber


def incoming_register(organisation_id: int, at: datetime) -> Register:
    """The register of incoming documents of a body for the local year of ``at``; opened when first needed.

    Decree 30/2020 art. 22: arrival numbers run through the year and are common to paper and electronic documents.
    """
    year = local_date(at).year
    register, _created = Register.objects.get_or_create(
        organisation_id=organisation_id,
        direction=Direction.INCOMING,
        system="",
        period=Period.YEAR,
        label=str(year),
        defaults={"opens_on": date(year, 1, 1), "closes_on": date(year, 12, 31)},
    )
    return register


def lock_series(register: Register) -> NumberSeries:
    """The one series of a register that is not divided by types, locked until the transaction ends."""
    series, _created = NumberSeries.objects.get_or_create(register=register, type=None, group="")
    return NumberSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)


def give_number(series: NumberSeries, *, by: Actor, at: datetime) -> SeriesNumber:
    """The next number of a locked series: one more than the last, whatever happens; a rollback gives it back."""
    number = max(series.last_number + 1, series.first_number)
    given = SeriesNumber.objects.create(
        series=series, number=number, fate=Fate.USED, given_at=at, given_by_id=by.person_id
    )
    series.last_number = number
    series.save(update_fields=["last_number"])
    return given
