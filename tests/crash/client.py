"""A browser's part of a form over plain HTTP: cookies, the CSRF token, the key that makes a repeated form one act."""

import http.client
import re
import time
from collections.abc import Mapping
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

#: Seconds until an answer counts as lost.
PATIENCE = 10.0


class Lost(Exception):
    """No answer, or one that says nothing about whether the act was done."""


class Client:
    """One person at one machine. ``send`` repeats a form until it is answered, as a person would."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def sign_in(self, username: str, password: str) -> None:
        """Sign in by the page that people use."""
        self.get("/accounts/login/")
        answer = self.send("/accounts/login/", {"login": username, "password": password})
        assert answer[0] == 302, answer

    def get(self, path: str) -> str:
        """A page; asks again while the program comes back."""
        return self._until_answered("GET", path, b"", "")[1]

    def led(self, path: str) -> str:
        """Where a page leads to that waits for something: asked again until it leads on."""
        deadline = time.monotonic() + 300
        while True:
            status, page, place = self._until_answered("GET", path, b"", "")
            if status == 302:
                return place
            assert (status, time.monotonic() < deadline) == (200, True), page
            time.sleep(0.1)

    def send(
        self, path: str, fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]] | None = None
    ) -> tuple[int, str, str]:
        """Send a form, and the same form again until it is answered: (status, body, Location)."""
        body, kind = _form({"_once": str(uuid4()), **fields, "csrfmiddlewaretoken": self._token()}, files or {})
        return self._until_answered("POST", path, body, kind)

    def _token(self) -> str:
        return self.cookies.get("csrftoken", "")

    def _until_answered(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, str, str]:
        deadline = time.monotonic() + 300
        while True:
            try:
                return self._once(method, path, body, kind)
            except Lost:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _once(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Language": "en"}
        if kind:
            headers |= {"Content-Type": kind, "Origin": f"http://127.0.0.1:{self.port}"}
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise Lost(str(error)) from None
        finally:
            connection.close()
        if answer.status >= 500:
            raise Lost(str(answer.status))
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, text, urlsplit(answer.headers.get("Location") or "").path


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden inputs of a page: versions, keys, and whatever else a form carries."""
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    pairs = ((re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in found)
    return {name[1]: unescape(value[1]) if value else "" for name, value in pairs if name}


def _form(fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    if not files:
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
    ]
    for name, (filename, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
