"""Reading the log from a page."""

from plenum.live.models import Channel


def cursor_of(*channels: str) -> str:
    """Where a page that is made now stands: what goes into ``data-live-cursor``.

    Read it before the state that the page shows; then nothing is missed, and what comes twice changes nothing.
    One query.
    """
    seqs = dict(Channel.objects.filter(name__in=channels).values_list("name", "seq"))
    return ",".join(str(seqs.get(channel, 0)) for channel in channels)
