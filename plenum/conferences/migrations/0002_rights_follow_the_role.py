"""Grants to the secretaries' posts and the chair's posts become grants to whoever has the role or the delegation."""

from typing import Any

from django.db import migrations


def grant_anew(apps: Any, schema_editor: Any) -> None:
    conferences, principals = apps.get_model("conferences", "Conference"), apps.get_model("directory", "Principal")

    def named(kind: str, **of: int) -> int:
        pk: int = principals.objects.get_or_create({}, kind=kind, **of)[0].pk
        return pk

    for conference in conferences.objects.only("organisation", "chair", "state"):
        secretariat = {named("secretaries", organisation_id=conference.organisation_id)}
        if conference.chair_id is not None:
            secretariat |= {named(kind, person_id=conference.chair_id) for kind in ("person", "stand_ins")}
        delegates = conference.delegates.filter(person__isnull=False).values_list("person_id", flat=True)
        seen = {named("person", person_id=pk) for pk in delegates} if conference.state != "draft" else set()
        conferences.objects.filter(pk=conference.pk).update(
            secretariat=sorted(secretariat), principals=sorted(secretariat | seen)
        )
        apps.get_model("search", "OutboxRow").objects.create(kind="conference", object_id=conference.pk)


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0001_initial"),
        ("directory", "0004_grants_to_secretaries_and_stand_ins"),
        ("search", "0001_initial"),
    ]

    operations = [migrations.RunPython(grant_anew, migrations.RunPython.noop)]
