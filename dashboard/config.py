"""Where things are, and the few settings that the environment may change."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DASHBOARD_DATA", ROOT / "data"))
QUERIES = ROOT / "queries"
ASSETS = ROOT / "assets"
TEXTS = DATA / "texts"
# Where the data are: a DuckDB file, which is built when needed; a folder of Parquet files; or postgres://user@host/name.
ADDRESS = os.environ.get("DASHBOARD_DATABASE") or str(DATA / "indicators.duckdb")
# Packed scripts are kept here between starts; it may be emptied, and it may be a disk that cannot be written.
CACHE = Path(os.environ.get("DASHBOARD_CACHE", ROOT / ".cache"))


def is_postgres(address: str) -> bool:
    """Whether an address of data leads to PostgreSQL."""
    return address.startswith(("postgres://", "postgresql://"))


def is_built_here(address: str = ADDRESS) -> bool:
    """Whether the data are a file that this service builds; other places are filled by `python -m dashboard.db.replicas`."""
    return not (is_postgres(address) or address.endswith(os.sep) or Path(address).is_dir())


# The file that a build writes.
DATABASE = Path(ADDRESS) if is_built_here() else DATA / "indicators.duckdb"

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"


def _whole(name: str, *, default: int, least: int, most: int) -> int:
    """A setting that is a whole number within bounds. Raises ValueError that names what was found."""
    raw = os.environ.get(name, str(default))
    if not raw.isdecimal() or not least <= int(raw) <= most:
        raise ValueError(f"{name} is {raw!r} (expected a whole number from {least} to {most})")
    return int(raw)


def port() -> int:
    """The port to listen on: `PORT`, or 8050. Raises ValueError that names what was found."""
    return _whole("PORT", default=8050, least=1, most=65535)


def embed_ancestors() -> str:
    """Which sites may show a chart of ours in a frame, as in a Content-Security-Policy; any site when not set."""
    raw = os.environ.get("DASHBOARD_EMBED_ANCESTORS", "*").strip()
    if not raw or any(letter in raw for letter in ";,\r\n"):
        raise ValueError(f"DASHBOARD_EMBED_ANCESTORS is {raw!r} (expected origins with spaces between them, or *)")
    return raw


def question_seconds() -> int:
    """How long one question to the database may take: `DASHBOARD_QUESTION_SECONDS`, or 10."""
    return _whole("DASHBOARD_QUESTION_SECONDS", default=10, least=1, most=600)


def question_megabytes() -> int:
    """How much memory the database may use in each process: `DASHBOARD_QUESTION_MEGABYTES`, or 512."""
    return _whole("DASHBOARD_QUESTION_MEGABYTES", default=512, least=64, most=65536)


def database_bounds() -> dict[str, str | int]:
    """What a database may use, as DuckDB takes it. What does not fit is refused: a disk may be full or slow."""
    return {"threads": 1, "memory_limit": f"{question_megabytes()}MB", "max_temp_directory_size": "0KB"}


def exports_at_once() -> int:
    """How many files one process makes at the same time: `DASHBOARD_EXPORTS`, or 2."""
    return _whole("DASHBOARD_EXPORTS", default=2, least=1, most=32)


def address() -> str:
    """The public address of the site without a slash at the end, as in DASHBOARD_PUBLIC_URL; nothing when it is not set."""
    return os.environ.get("DASHBOARD_PUBLIC_URL", "").strip().rstrip("/")


def contact() -> str:
    """Where readers report a mistake, as in DASHBOARD_CONTACT: an address of a page or of mail; nothing when it is not set."""
    return os.environ.get("DASHBOARD_CONTACT", "").strip()


def publisher() -> tuple[str, str]:
    """Return the publisher and their URL, from `DASHBOARD_PUBLISHER` as `Name` or `Name <https://...>`."""
    name, _, address = os.environ.get("DASHBOARD_PUBLISHER", "").strip().partition("<")
    return name.strip(), address.rstrip("> ").strip()
