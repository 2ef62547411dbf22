"""How old the data are, and when the next update is expected."""

from dashboard import config
from dashboard.db import queries
from dashboard.web.components.html import Node
from dashboard.web.components.sections import notice
from dashboard.web.pages.context import PageContext


def stale(context: PageContext) -> str:
    """Return a sentence when the newest data are older than the setting allows; empty otherwise."""
    released = queries.version().released
    days = (config.today() - released).days
    if days <= config.settings().stale_days:
        return ""
    return context.t("fresh.stale", days=context.number(days), date=context.date(released))


def next_update(context: PageContext) -> str:
    """Return when the next update is expected, that it is late, or that it is unknown."""
    day = config.settings().next_update
    if day is None or day <= queries.version().released:
        return context.t("fresh.unknown")
    return context.t("fresh.late" if day < config.today() else "fresh.expected", date=context.date(day))


def stale_notice(context: PageContext) -> Node | None:
    """Return the notice for the front page; None while the data are fresh."""
    text = stale(context)
    return notice(f"{text} {next_update(context)}", head=context.t("fresh.notice")) if text else None
