"""What was read of a file."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """A line, paragraph, cell or property, with the place it stands in."""

    text: str
    #: See `verdict.Mark.place`; ``run`` is a stretch of one font in the body, judged by itself.
    place: str
    page: int = 0
    #: The name of a property.
    label: str = ""


@dataclass(slots=True)
class Content:
    """The lines in reading order, the text for search, and the pages when the file has any."""

    lines: list[Line] = field(default_factory=list)
    texts: tuple[str, ...] = ()
    pages: int | None = None
    page_sizes: tuple[tuple[float, float], ...] = ()
