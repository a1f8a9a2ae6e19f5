from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from plenum.core.errors import Refusal
from plenum.web.layout.refusals import show_refusal
from plenum.web.layout.uploads import UploadMiddleware


def moved(*args: object) -> HttpResponse:
    response = HttpResponseRedirect("/documents/7/")
    response.set_cookie("messages", "x")
    return response


def test_a_script_is_told_where_to_go_and_keeps_the_notices() -> None:
    answer = UploadMiddleware(moved)(RequestFactory().post("/", headers={"X-Upload": "1"}))
    assert (answer.status_code, answer["X-Next"], answer.cookies["messages"].value) == (204, "/documents/7/", "x")


def test_a_browser_is_redirected_as_ever() -> None:
    answer = UploadMiddleware(moved)(RequestFactory().post("/"))
    assert (answer.status_code, answer["Location"]) == (302, "/documents/7/")


def test_other_answers_pass_unchanged() -> None:
    plain = HttpResponse("form again", status=422)
    assert UploadMiddleware(lambda request: plain)(RequestFactory().post("/", headers={"X-Upload": "1"})) is plain


def test_a_refusal_of_an_upload_is_a_notice_so_that_the_form_stays() -> None:
    answer = show_refusal(RequestFactory().post("/", headers={"X-Upload": "1"}), Refusal("Too late."))
    assert (answer.status_code, answer["HX-Retarget"], b"<html" in answer.content) == (409, "#notices", False)
