"""Where things are, and the few settings that the environment may change."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("BIP_DATA", ROOT / "data"))
QUERIES = ROOT / "queries"
ASSETS = ROOT / "assets"
TEXTS = DATA / "texts.toml"
DATABASE = Path(os.environ.get("BIP_DATABASE", DATA / "indicators.duckdb"))

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"


def port() -> int:
    """The port to listen on: `PORT`, or 8050. Raises ValueError that names what was found."""
    raw = os.environ.get("PORT", "8050")
    if not raw.isdecimal() or not 0 < int(raw) < 65536:
        raise ValueError(f"PORT is {raw!r} (expected a whole number from 1 to 65535)")
    return int(raw)
