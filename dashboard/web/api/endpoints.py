"""What an address of the service is: its path, what may be asked of it, in which forms, and how its answer is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.selection.filters import Known
from dashboard.web.api.params import Asked, Parameter
from dashboard.web.api.response import FORMATS, Made

Schema = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One address below /api/v1. `words` names its summary below `api.endpoint`, `slots` fill it.

    The last part of a path may be `{chart}`. With a `kind`, the address is one file of that media type; without, its rows come
    in `formats`, the first of which is given to who asks for none. `gated`: its answers take a while to make.
    """

    path: str
    name: str
    words: str
    make: Callable[[Asked, str, str], Made]
    schema: Callable[[], Schema] = dict
    parameters: Callable[[Known], Sequence[Parameter]] = lambda values: ()
    formats: tuple[str, ...] = ()
    kind: str = ""
    gated: bool = False
    slots: Mapping[str, str] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The media types of its answers."""
        return (self.kind,) if self.kind else tuple(FORMATS[name] for name in self.formats)

    def item(self, path: str) -> str | None:
        """What stands for `{chart}` in a path, empty where nothing does; None for another path."""
        start, mark, _ = self.path.partition("{")
        if not mark:
            return "" if path == self.path else None
        rest = path.removeprefix(start)
        return rest if path.startswith(start) and rest and "/" not in rest else None
