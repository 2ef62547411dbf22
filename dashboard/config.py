"""Where things are, and the few settings that the environment may change."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("BIP_DATA", ROOT / "data"))
QUERIES = ROOT / "queries"
ASSETS = ROOT / "assets"
TEXTS = DATA / "texts.toml"
# Where the data are: a DuckDB file, which is built when needed; a folder of Parquet files; or postgres://user@host/name.
ADDRESS = os.environ.get("BIP_DATABASE") or str(DATA / "indicators.duckdb")
# Packed scripts are kept here between starts; it may be emptied, and it may be a disk that cannot be written.
CACHE = Path(os.environ.get("BIP_CACHE", ROOT / ".cache"))


def is_postgres(address: str) -> bool:
    """Whether an address of data leads to PostgreSQL."""
    return address.startswith(("postgres://", "postgresql://"))


def is_built_here(address: str = ADDRESS) -> bool:
    """Whether the data are a file that this service builds; other places are filled by `python -m dashboard.elsewhere`."""
    return not (is_postgres(address) or address.endswith(os.sep) or Path(address).is_dir())


# The file that a build writes.
DATABASE = Path(ADDRESS) if is_built_here() else DATA / "indicators.duckdb"

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"


def check_page() -> bool:
    """Whether the page on which tables are checked is there: `BIP_CHECK_PAGE` is 1. Never on a public host."""
    return os.environ.get("BIP_CHECK_PAGE", "") == "1"


def port() -> int:
    """The port to listen on: `PORT`, or 8050. Raises ValueError that names what was found."""
    raw = os.environ.get("PORT", "8050")
    if not raw.isdecimal() or not 0 < int(raw) < 65536:
        raise ValueError(f"PORT is {raw!r} (expected a whole number from 1 to 65535)")
    return int(raw)


def site_address() -> str:
    """Where the site stands for the world, as `https://example.org`; empty: as the reader's request says."""
    return os.environ.get("BIP_ADDRESS", "").rstrip("/")


def embed_ancestors() -> str:
    """Which sites may show a chart of ours in a frame, as in a Content-Security-Policy; any site when not set."""
    raw = os.environ.get("BIP_EMBED_ANCESTORS", "*").strip()
    if not raw or any(letter in raw for letter in ";,\r\n"):
        raise ValueError(f"BIP_EMBED_ANCESTORS is {raw!r} (expected origins with spaces between them, or *)")
    return raw


def question_seconds() -> float:
    """How long one question to the database may take: `BIP_QUESTION_SECONDS`, or 10."""
    raw = os.environ.get("BIP_QUESTION_SECONDS", "10")
    if not raw.isdecimal() or not 0 < int(raw) <= 600:
        raise ValueError(f"BIP_QUESTION_SECONDS is {raw!r} (expected a whole number from 1 to 600)")
    return float(raw)


def question_megabytes() -> int:
    """How much memory the database may use in each process: `BIP_QUESTION_MEGABYTES`, or 512."""
    raw = os.environ.get("BIP_QUESTION_MEGABYTES", "512")
    if not raw.isdecimal() or not 64 <= int(raw) <= 65536:
        raise ValueError(f"BIP_QUESTION_MEGABYTES is {raw!r} (expected a whole number from 64 to 65536)")
    return int(raw)


def exports_at_once() -> int:
    """How many files one process makes at the same time: `BIP_EXPORTS`, or 2."""
    raw = os.environ.get("BIP_EXPORTS", "2")
    if not raw.isdecimal() or not 0 < int(raw) <= 32:
        raise ValueError(f"BIP_EXPORTS is {raw!r} (expected a whole number from 1 to 32)")
    return int(raw)


def address() -> str:
    """The public address of the site without a slash at the end, as in BIP_ADDRESS; nothing when it is not set."""
    return os.environ.get("BIP_ADDRESS", "").strip().rstrip("/")


def contact() -> str:
    """Where readers report a mistake, as in BIP_CONTACT: an address of a page or of mail; nothing when it is not set."""
    return os.environ.get("BIP_CONTACT", "").strip()


def publisher() -> tuple[str, str]:
    """Who publishes the data, and their address on the web: `BIP_PUBLISHER` as `Name` or `Name <https://...>`, or nothing."""
    name, _, address = os.environ.get("BIP_PUBLISHER", "").strip().partition("<")
    return name.strip(), address.rstrip("> ").strip()
