"""What people handed in."""

from django.db.models import QuerySet

from plenum.core.actor import Actor
from plenum.files.models import Intake


def intakes_visible_to(by: Actor) -> QuerySet[Intake]:
    """What this person handed in, newest first; a file that became part of a document is seen through the document."""
    return Intake.objects.filter(by_person_id=by.person_id).select_related("blob").order_by("-pk")
