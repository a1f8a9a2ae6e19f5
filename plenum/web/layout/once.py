"""The door's half of `plenum.core.once`: the form field, the decorator, the stored answer."""

import hashlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from plenum.core.errors import Invalid
from plenum.core.once import Answer, claim, fingerprint, keep

FIELD = "_once"
#: Headers that are part of the answer; the rest belongs to the connection or the session.
KEPT_HEADERS = ("Location", "Content-Type", "HX-Redirect", "HX-Trigger", "HX-Retarget", "HX-Reswap")

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def once(view: View[P]) -> View[P]:
    """Let a POST take effect once for each key that its form carries; an answer of 400 or more takes no effect."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key, person_id = _key_of(request), request.user.pk or 0
        with transaction.atomic():
            before = claim(person_id, key, fingerprint(_parts_of(request)))
            if before is not None:
                return HttpResponse(before.body, status=before.status, headers=before.headers)
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                keep(person_id, key, _stored(response))
        return response

    return answer


def _key_of(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get(FIELD) or request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise Invalid(_("The form is incomplete. Reload the page and send it again."), code="key_missing") from None


def _parts_of(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for name, values in sorted(request.POST.lists()):
        if name not in {FIELD, "csrfmiddlewaretoken"}:
            yield from (name, *(str(value) for value in values))
    for name, files in sorted(request.FILES.lists()):
        yield from (name, *(f"{file.name}:{_digest(file)}" for file in files))


def _digest(file: "UploadedFile[Any]") -> str:
    """SHA-256 of what was uploaded: a corrected file of the same name and length is another request."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _stored(response: HttpResponse) -> Answer:
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return Answer(response.status_code, headers, bytes(response.content))
