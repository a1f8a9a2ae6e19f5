from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from plenum.core.clock import now
from plenum.directory.actions.people import choose_own_settings
from plenum.web.layout.actors import actor_of
from plenum.web.layout.gallery import samples
from plenum.web.layout.language import remember_language
from plenum.web.layout.themes import remember_theme


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(way_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            choose_own_settings(language=chosen, by=actor_of(request), at=now())
        remember_language(response, chosen, secure=request.is_secure())
    return response


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(way_back(request))
    remember_theme(response, request.POST.get("theme", ""), secure=request.is_secure())
    return response


@login_not_required
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it by themselves where no page names an icon, as beside a file."""
    response = HttpResponseRedirect(static("plenum/img/mark.svg"))
    patch_cache_control(response, public=True, max_age=24 * 60 * 60)
    return response


@login_not_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    return render(request, "layout/gallery.html", samples(request))


def way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"
