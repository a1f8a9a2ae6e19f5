"""From a form to a proposal that waits for a second administrator."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plenum.core.clock import now
from plenum.directory.actions.rights import propose_rights_change
from plenum.directory.enums import RightsChangeKind
from plenum.directory.models import RightsChange
from plenum.web.layout.acting import carried_out
from plenum.web.layout.actors import actor_of


def propose(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    kind: RightsChangeKind,
    terms: Callable[[dict[str, Any]], dict[str, object]],
    person_id: int | None = None,
    position_id: int | None = None,
) -> RightsChange | None:
    """Propose what the form asks for; None when the form or the action refused."""
    change = carried_out(
        form,
        lambda given: propose_rights_change(
            kind=kind,
            person_id=person_id if person_id is not None else given.get("person"),
            position_id=position_id,
            terms=terms(given),
            reason=given["reason"],
            by=actor_of(request),
            at=now(),
        ),
    )
    if change is not None:
        messages.success(request, _("It waits for another administrator to confirm it."))
    return change
