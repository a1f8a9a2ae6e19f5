"""Recipient groups of a body and personal quick lists (O4)."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from plenum.audit.actions import record
from plenum.core.actor import Actor
from plenum.core.errors import Invalid
from plenum.directory import rules
from plenum.directory.locks import lock
from plenum.directory.models import Organisation, Person, Recipient, RecipientGroup, Unit


@transaction.atomic
def create_group(*, name: str, shared: bool, by: Actor, at: datetime) -> RecipientGroup:
    """Begin an empty group of the actor's body, or a quick list of the actor's own.

    Raises `Forbidden` when the actor may not keep groups of the body, `Invalid` for a name that exists already.
    """
    group = RecipientGroup(
        name=name,
        organisation_id=by.organisation_id if shared else None,
        owner_id=None if shared else by.person_id,
    )
    if shared and by.organisation_id is None:
        raise Invalid(_("You have no post in a body, so there is none to share with."), code="no_body")
    rules.can_keep_group.check(by, group)
    _save_with_its_own_name(group)
    record("directory.group.created", by=by, at=at, target=("group", group.pk), payload={"name": group.name})
    return group


@transaction.atomic
def rename_group(*, group_id: int, name: str, version: int, by: Actor, at: datetime) -> RecipientGroup:
    """Give a group another name; raises `Stale` for an old page and `Invalid` for a name that exists already."""
    group = lock(RecipientGroup, group_id, version)
    rules.can_keep_group.check(by, group)
    before, group.name, group.version = group.name, name, group.version + 1
    _save_with_its_own_name(group)
    record(
        "directory.group.renamed",
        by=by,
        at=at,
        target=("group", group.pk),
        payload={"from": before, "to": group.name},
    )
    return group


@transaction.atomic
def put_recipients(
    *,
    group_id: int,
    organisation_ids: Collection[int] = (),
    unit_ids: Collection[int] = (),
    person_ids: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> RecipientGroup:
    """Put bodies, units and people into a group; those that are in it stay once.

    Raises `Invalid` with code ``no_recipient`` when one of them does not exist, is closed or has a closed account.
    """
    group = lock(RecipientGroup, group_id)
    rules.can_keep_group.check(by, group)
    rows = [
        *(Recipient(group=group, organisation_id=pk) for pk in organisation_ids),
        *(Recipient(group=group, unit_id=pk) for pk in unit_ids),
        *(Recipient(group=group, person_id=pk) for pk in person_ids),
    ]
    known = (
        Organisation.objects.filter(pk__in=organisation_ids, valid_to__isnull=True).count()
        + Unit.objects.filter(pk__in=unit_ids, valid_to__isnull=True).count()
        + Person.objects.filter(pk__in=person_ids, is_active=True).count()
    )
    if known != len(rows):
        raise Invalid(_("One of the recipients is closed or does not exist."), code="no_recipient", field="recipients")
    Recipient.objects.bulk_create(rows, ignore_conflicts=True)
    RecipientGroup.objects.filter(pk=group.pk).update(version=group.version + 1)
    record(
        "directory.group.recipients_put",
        by=by,
        at=at,
        target=("group", group.pk),
        payload={"bodies": list(organisation_ids), "units": list(unit_ids), "people": list(person_ids)},
    )
    return group


@transaction.atomic
def take_recipient(*, group_id: int, recipient_id: int, by: Actor, at: datetime) -> RecipientGroup:
    """Take one recipient out of a group; one that is not in it any more changes nothing."""
    group = lock(RecipientGroup, group_id)
    rules.can_keep_group.check(by, group)
    group.recipients.filter(pk=recipient_id).delete()
    RecipientGroup.objects.filter(pk=group.pk).update(version=group.version + 1)
    record(
        "directory.group.recipient_taken",
        by=by,
        at=at,
        target=("group", group.pk),
        payload={"recipient": recipient_id},
    )
    return group


@transaction.atomic
def delete_group(*, group_id: int, by: Actor, at: datetime) -> None:
    """Delete a group; documents that were sent to it keep their recipients, which were written out when sent."""
    group = lock(RecipientGroup, group_id)
    rules.can_keep_group.check(by, group)
    pk, name = group.pk, group.name
    group.delete()
    record("directory.group.deleted", by=by, at=at, target=("group", pk), payload={"name": name})


def _save_with_its_own_name(group: RecipientGroup) -> None:
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        raise Invalid(_("There is already a group with this name."), code="name_taken", field="name") from error
