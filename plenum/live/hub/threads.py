"""Where the domains' ordinary functions run, away from the streams."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections
from django.utils import translation

P = ParamSpec("P")
R = TypeVar("R")

_threads = ThreadPoolExecutor(4, thread_name_prefix="live")


async def ask(language: str, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The answer of a domain's function, with ``language`` activated and database connections of the thread's own."""

    def run() -> R:
        close_old_connections()
        try:
            with translation.override(language):
                return function(*args, **kwargs)
        finally:
            close_old_connections()

    return await asyncio.get_running_loop().run_in_executor(_threads, run)
