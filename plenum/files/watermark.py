"""What stands over a page where the body that holds the file asks for it: who, and when."""

import unicodedata
from datetime import datetime

from django.utils import timezone

from plenum.core.actor import Actor


def watermark_words(by: Actor, at: datetime) -> str:
    """The name of whoever looks and the moment in the province's time, in one form whatever language is read.

    The name is that of the person who acts, not of whom they act for: it is their eyes and their printer.
    """
    return f"{unicodedata.normalize('NFC', by.name)} · {timezone.localtime(at):%d/%m/%Y %H:%M}"
