"""The console of every command: whatever is printed, only the program's own colours reach the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from orchestration.inert import visible


class Terminal(Console):
    """A console on which texts cannot act: escape sequences in them are shown, not sent."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(emoji=False, **settings)  # ":knife:" is what somebody wrote

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """Yield the pieces of what is printed, their texts inert. Styles become escapes only after this."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)
