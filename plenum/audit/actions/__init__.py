"""The one thing a domain does with the record: write into it."""

from plenum.audit.actions.record import record

__all__ = ["record"]
