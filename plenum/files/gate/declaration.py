"""First: nobody hands anything in without saying that it holds no state secret."""


def missing(declared: bool) -> bool:
    """True when the sender gave no declaration; only the value true itself is one."""
    return declared is not True
