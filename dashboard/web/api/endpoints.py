"""An API endpoint: its path, parameters, formats, and the function that makes its payload."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.models.filters import FilterOptions
from dashboard.web.api.params import Parameter, Params
from dashboard.web.api.response import FORMATS, Payload

Schema = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One path below /api/v1. `words` names its summary below `api.endpoint`, `slots` fill it.

    The last part of a path may be `{chart}`. With a `kind`, the endpoint is one file of that media type; without, it has rows
    in `formats`, the first of which is the default. `gated` endpoints are slow, so few requests run at once.
    """

    path: str
    name: str
    words: str
    make: Callable[[Params, str, str], Payload]
    schema: Callable[[], Schema] = dict
    parameters: Callable[[FilterOptions], Sequence[Parameter]] = lambda values: ()
    formats: tuple[str, ...] = ()
    kind: str = ""
    gated: bool = False
    slots: Mapping[str, str] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The media types of its responses."""
        return (self.kind,) if self.kind else tuple(FORMATS[name] for name in self.formats)
