"""The one cache of responses of a process."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from dashboard.web.http.compression import StoredResponse

# A page is about 30 kB compressed, a whole data set one megabyte.
_MOST_BYTES = 18_000_000


class ResponseCache:
    """Responses by key. The least recently used are dropped when they take too many bytes. Thread-safe.

    The data version is part of a key, so a response that was made from older data is never found for newer data.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._responses: OrderedDict[Hashable, StoredResponse] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._responses)

    def get(self, key: Hashable) -> StoredResponse | None:
        """Return the response for a key, or None."""
        with self._lock:
            response = self._responses.get(key)
            if response:
                self._responses.move_to_end(key)
            return response

    def put(self, key: Hashable, response: StoredResponse) -> None:
        """Store a response, and drop others if there is no room."""
        with self._lock:
            if key in self._responses:
                return
            self._responses[key] = response
            self.bytes += response.size
            while self.bytes > self._most_bytes:
                _, dropped = self._responses.popitem(last=False)
                self.bytes -= dropped.size


cache = ResponseCache()
