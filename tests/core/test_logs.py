import io
import logging

import structlog

from plenum.core.logs import logging_of


def test_an_error_is_told_without_the_values_of_variables() -> None:
    chosen = logging_of("json")["formatters"]["chosen"]
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=chosen["processors"], foreign_pre_chain=chosen["foreign_pre_chain"]
        )
    )
    logger = logging.getLogger("plenum.tests.logs")
    logger.addHandler(handler)
    try:
        _fail("Khe Sang 7741.pdf")
    except ConnectionError as error:
        logger.error("It failed.", exc_info=error)
    finally:
        logger.removeHandler(handler)
    told = out.getvalue()
    assert ("The store is away." in told, "_fail" in told, "Khe Sang" in told) == (True, True, False)


def _fail(name: str) -> None:
    raise ConnectionError("The store is away.")
