"""The link with which a reader reports a mistake in a chart to the operator."""

from urllib.parse import quote, urlencode

from dashboard.config import settings
from dashboard.exports.address import absolute_url
from dashboard.exports.data_version import stamp
from dashboard.models.chart import Chart
from dashboard.web.pages.context import PageContext


def report_link(chart: Chart, context: PageContext, *, pinned: str) -> str:
    """Return a mail with subject and text, or the form of the operator with parameters; empty without a contact.

    Both name the chart, the data version and `pinned`, the path of the chart at that version.
    """
    contact, version, link = settings().contact_url, stamp(context).data_version, absolute_url(pinned)
    if contact.startswith("mailto:"):
        subject = context.t("report.subject", chart=chart.question)
        lines = context.t("report.body", chart=chart.question, id=chart.key, version=version, link=link)
        # RFC 6068: spaces are %20 and lines end in CRLF.
        return f"{contact}?subject={quote(subject)}&body={quote(lines.replace(chr(10), chr(13) + chr(10)))}"
    if not contact:
        return ""
    page, mark, anchor = contact.partition("#")
    items = urlencode({"chart": chart.key, "version": version, "link": link})
    return f"{page}{'&' if '?' in page else '?'}{items}{mark}{anchor}"
