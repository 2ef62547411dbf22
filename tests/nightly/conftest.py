"""Fixtures of the browser tests, for those that run nightly."""

from tests.browser.conftest import heard, open_tab

__all__ = ["heard", "open_tab"]
