"""Request the rows of a table from an OData service of CBS: all pages, within limits on time and size, with retries."""

import json
import math
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from dashboard.editing.statistics.settings import RefreshError, Time

_MOST_BYTES = 20_000_000
_MOST_PAGES = 50
_BLOCK = 1 << 16

Rows = list[dict[str, Any]]


class _Temporary(Exception):
    """A failure that may be over in a moment, so that another try is worth it."""


class Service:
    """A client of the service that calls `on_retry` with every failure before another try."""

    def __init__(self, *, limits: Time, on_retry: Callable[[str], None] = lambda _: None) -> None:
        self._limits = limits
        self._on_retry = on_retry
        self._ends = time.monotonic() + limits.total_seconds
        self._session = requests.Session()
        self._session.headers["Accept"] = "application/json"
        self._session.headers["User-Agent"] = "bijstand-op-proef"

    def rows(self, address: str, *, parameters: Mapping[str, str] | None = None) -> Rows:
        """Return every row of an entity set, over all its pages. Raises RefreshError."""
        found: Rows = []
        following: str | None = address
        query: Mapping[str, str] | None = {"$format": "json", **(parameters or {})}
        seen: set[str] = set()
        while following:
            if following in seen or len(seen) >= _MOST_PAGES:
                raise RefreshError(f"{address} goes on without end (expected at most {_MOST_PAGES} pages)")
            seen.add(following)
            page = self._page(following, query)
            values = page.get("value")
            if not isinstance(values, list) or not all(isinstance(row, dict) for row in values):
                raise RefreshError(
                    f"{address} answered in another form: {_start(page)} (expected a list of rows in `value`)"
                )
            found += values
            link = page.get("odata.nextLink") or page.get("@odata.nextLink")
            if link is not None and not isinstance(link, str):
                raise RefreshError(
                    f"{address} answered in another form: next page {_start(link)} (expected an address)"
                )
            following = _next(following, link, address) if link else None
            # The link to the next page contains the query.
            query = None
        return found

    def _page(self, address: str, query: Mapping[str, str] | None) -> dict[str, Any]:
        for attempt in range(1, self._limits.tries + 1):
            try:
                return self._once(address, query)
            except _Temporary as failure:
                if attempt == self._limits.tries:
                    raise RefreshError(f"{failure} (expected an answer within {attempt} tries)") from failure
                self._on_retry(str(failure))
                time.sleep(min(0.5 * 2**attempt, self._limits.longest_pause_seconds, max(self._left(), 0)))
        raise RefreshError(f"{address} was not requested (expected at least one try in the settings)")

    def _left(self) -> float:
        return self._ends - time.monotonic()

    def _once(self, address: str, query: Mapping[str, str] | None) -> dict[str, Any]:
        left = self._left()
        if left <= 0:
            raise RefreshError(f"the refresh took more than {self._limits.total_seconds:g} seconds (expected less)")
        limits = (min(self._limits.connect_seconds, left), min(self._limits.read_seconds, left))
        try:
            with self._session.get(address, params=query, timeout=limits, stream=True, allow_redirects=False) as answer:
                body = self._body(answer, address)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise _Temporary(f"{address} did not answer: {type(error).__name__}") from error
        if answer.status_code == 429 or answer.status_code >= 500:
            raise _Temporary(f"{address} answered {answer.status_code}")
        if answer.status_code != 200:
            raise RefreshError(f"{address} answered {answer.status_code} (expected 200): {_start(body)}")
        if body.lstrip()[:1] == b"<":
            raise _Temporary(f"{address} answered with a page for people, not with data: {_start(body)}")
        try:
            page = json.loads(body, parse_float=_finite, parse_constant=_finite)
        except (RecursionError, OverflowError) as error:
            raise RefreshError(
                f"{address} answered in another form: {_start(body)} (expected a list of rows)"
            ) from error
        except ValueError as error:
            # Half an answer looks like this.
            raise _Temporary(f"{address} answered with {len(body)} bytes that are not whole JSON") from error
        if not isinstance(page, dict):
            raise RefreshError(
                f"{address} answered in another form: {_start(page)} (expected a list of rows in `value`)"
            )
        return page

    def _body(self, answer: requests.Response, address: str) -> bytes:
        """Read the body in parts, because a slow or endless one stays below every limit on a single read."""
        blocks, size = [], 0
        while block := answer.raw.read1(_BLOCK, decode_content=True):
            blocks.append(block)
            size += len(block)
            if size > _MOST_BYTES:
                raise RefreshError(f"{address} sent more than {_MOST_BYTES:,} bytes (expected a few municipalities)")
            if self._left() <= 0:
                raise RefreshError(f"the refresh took more than {self._limits.total_seconds:g} seconds (expected less)")
        return b"".join(blocks)


def _next(page: str, link: str, address: str) -> str:
    """Return the address of the next page, which must be one of the same service over the same protocol."""
    try:
        following = urljoin(page, link)
        is_ours = urlsplit(following)[:2] == urlsplit(address)[:2]
    except ValueError:
        following, is_ours = link, False
    if not is_ours:
        service = "{}://{}".format(*urlsplit(address))
        raise RefreshError(f"{address} goes on at another service: {following[:80]} (expected {service})")
    return following


def _finite(text: str) -> float:
    """Return a number. Raises OverflowError for NaN and infinities, which JSON does not have and Python reads."""
    number = float(text)
    if not math.isfinite(number):
        raise OverflowError(text)
    return number


def _start(content: object) -> str:
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else str(content)
    return " ".join(text.split())[:80]
