from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from plenum.conferences.models import Conference, Proceeding
from tests.cast import Cast
from tests.conferences.making import a_draft, fresh, item
from tests.web.conferences.conftest import sent

As = Callable[[str], Client]


def move_address(conference: Conference, title: str) -> str:
    return reverse("conferences:move", kwargs={"pk": conference.pk, "item_id": item(conference, title).pk})


def test_a_button_pressed_twice_is_one_step(cast: Cast, running: Conference, as_: As) -> None:
    minh = as_("minh")
    for _time in range(2):
        assert minh.post(move_address(running, "Khai mạc"), sent(step=1)).status_code == 302
    assert (fresh(running).step, Proceeding.objects.count()) == (2, 1)


def test_a_console_that_is_behind_is_told_so_politely(cast: Cast, running: Conference, as_: As) -> None:
    as_("minh").post(move_address(running, "Khai mạc"), sent(step=1))
    late = as_("thu").post(move_address(running, "Bế mạc"), sent(step=1))
    assert late.status_code == 409
    assert fresh(running).current_item == item(running, "Khai mạc")


def test_a_button_without_its_step_is_behind(cast: Cast, running: Conference, as_: As) -> None:
    assert as_("minh").post(move_address(running, "Khai mạc"), sent()).status_code == 409


def test_an_item_of_another_conference_is_not_found(cast: Cast, running: Conference, as_: As) -> None:
    strange = item(a_draft(cast), "Khai mạc").pk
    address = reverse("conferences:move", kwargs={"pk": running.pk, "item_id": strange})
    assert as_("minh").post(address, sent(step=1)).status_code == 404


def test_the_minute_without_a_countdown_is_refused_and_the_empty_message_too(
    cast: Cast, running: Conference, as_: As
) -> None:
    minh = as_("minh")
    minute = minh.post(reverse("conferences:minute", kwargs={"pk": running.pk}), sent())
    message = minh.post(reverse("conferences:message", kwargs={"pk": running.pk}), sent(text=" "))
    assert (minute.status_code, message.status_code) == (409, 422)


def test_the_whole_course_can_be_pressed_without_a_script(cast: Cast, released: Conference, as_: As) -> None:
    minh = as_("minh")

    def press(name: str, **more: object) -> int:
        kwargs = {"pk": released.pk} | {key: more.pop(key) for key in ("item_id", "seconds") if key in more}
        address = reverse(f"conferences:{name}", kwargs=kwargs)
        return minh.post(address, sent(step=fresh(released).step, **more), follow=True).status_code

    opening = item(released, "Khai mạc").pk
    answers = [
        press("open"),
        press("move", item_id=opening),
        press("countdown", seconds=300),
        press("minute"),
        press("stop"),
        press("message", text="Giải lao"),
        press("clear_message"),
        press("close"),
    ]
    assert answers == [200] * 8
    assert fresh(released).state == "closed"
