"""Bodies of the directory as issuers of documents."""

from datetime import datetime

from django.db.models import Q

from plenum.core.clock import local_date
from plenum.core.text import fold
from plenum.directory.models import Organisation


def issuer_names(at: datetime) -> list[str]:
    """The names of all bodies in force, in order: what a clerk is offered while typing. One query."""
    day = local_date(at)
    in_force = Organisation.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    return list(in_force.values_list("name", flat=True))


def issuer_id_of(name: str) -> int | None:
    """The body that is called exactly so, accents and case aside; None when there is none or more than one."""
    folded = fold(name.strip())
    if not folded:
        return None
    found = [body for body in Organisation.objects.filter(folded__startswith=folded)[:20] if fold(body.name) == folded]
    return found[0].pk if len(found) == 1 else None
