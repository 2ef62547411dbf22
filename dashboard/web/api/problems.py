"""Errors as application/problem+json (RFC 9457), with what was found and what was expected."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from dashboard.i18n.catalogue import t

MIMETYPE = "application/problem+json"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An invalid parameter: its name, what was found, and what was expected."""

    name: str
    found: str
    expected: str


class Problem(Exception):
    """An error response. `key` names its text below `api.problem`, with its slots."""

    def __init__(
        self,
        *,
        status: int,
        key: str,
        slots: Mapping[str, object] | None = None,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {key}")
        self.status, self.key, self.slots, self.faults, self.headers = status, key, slots or {}, faults, headers or {}

    def body(self, lang: str) -> bytes:
        """Return the JSON body in a language."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": t(f"api.problem.{self.key}", lang, **self.slots),
        }
        if self.faults:
            body["errors"] = [
                {"name": item.name, "found": item.found, "expected": item.expected} for item in self.faults
            ]
        return json.dumps(body, ensure_ascii=False).encode()


def printable(value: str) -> str:
    """Return a value as an error may repeat it: at most 60 characters, without control characters."""
    clean = "".join(letter if letter.isprintable() else " " for letter in value)
    return clean if len(clean) <= 60 else clean[:59] + "…"
