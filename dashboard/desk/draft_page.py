"""The draft: its rows with their cuttings, what they would change, the file for a colleague, and the rows of a colleague."""

from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.db import queries
from dashboard.desk.address import Address
from dashboard.desk.check import with_decimal_sign
from dashboard.desk.choices import options
from dashboard.desk.components import Field, busy
from dashboard.desk.forms import FORMS, kind_of
from dashboard.desk.state import Desk
from dashboard.editing.reports.draft import DraftRow, compare
from dashboard.i18n.catalogue import count, known, t
from dashboard.labels.labels import experiment
from dashboard.models.context import Context


def body(desk: Desk, address: Address) -> Component:
    """Return the body of the page."""
    lang = address.lang
    return html.Div(
        [
            html.H1(t("desk.menu.draft", lang)),
            html.Div(own(desk, lang), id="own-rows"),
            html.Section(
                [
                    html.H2(t("desk.change.title", lang)),
                    html.Button(t("desk.change.show", lang), id="preview", type="button", className="button"),
                    busy("preview-busy", lang),
                    html.Div(id="preview-result", role="status"),
                ],
                className="part",
            ),
            html.Section(
                [
                    html.H2(t("desk.hand_in.title", lang)),
                    html.P(t("desk.hand_in.how", lang)),
                    html.P(html.A(t("desk.hand_in.workbook", lang), href="/draft.xlsx", download="tabellen.xlsx")),
                    html.Button(t("desk.hand_in.write", lang), id="write", type="button", className="button"),
                    html.Div(id="write-result", role="status"),
                ],
                className="part",
            ),
            html.Section(
                [
                    html.H2(t("desk.colleague.title", lang)),
                    html.P(t("desk.colleague.how", lang)),
                    html.P(html.A(t("desk.colleague.export", lang), href="/draft.zip", download="concept.zip")),
                    Field(id="colleague-file", label=t("desk.colleague.open", lang), file=".zip"),
                    html.Div(received(desk, lang), id="received-rows"),
                ],
                className="part",
            ),
        ]
    )


def own(desk: Desk, lang: str) -> list[Component]:
    """Return the rows of the draft, each with a button that removes it."""
    rows = desk.folder.rows
    if not rows:
        return [html.P(t("desk.draft.empty", lang))]

    def acts(row: DraftRow) -> Component:
        id: Any = {"type": "remove", "name": row.name}
        remove = html.Button(t("desk.draft.remove", lang), id=id, type="button", className="quiet")
        if row.table == "arms" or row.sha256 not in desk.by_digest:
            return html.P(remove)
        page = Address(lang=lang, page="report", report=row.sha256[:12], number=row.page)
        change = html.A(t("desk.draft.change", lang), href=f"{page.path}?row={quote(row.name)}", className="quiet")
        return html.P([change, " ", remove], className="acts")

    items = [html.Li([*_about(desk, row, f"/cuttings/own/{at}.png", lang), acts(row)]) for at, row in enumerate(rows)]
    return [html.P(count("desk.draft.rows", lang, len(rows))), html.Ol(items, className="desk-list draft-rows")]


def _about(desk: Desk, row: DraftRow, cutting: str, lang: str) -> list[Component]:
    """Return what a row says, where it was read, and its cutting."""
    values = row.values
    number = values.get("as_published") or values.get("participants", "")
    words = {
        "nl": values.get("label_nl") or values.get("text_nl"),
        "en": values.get("label_en") or values.get("text_en"),
    }
    trial = next(
        (experiment(one) for one in queries.experiments(Context(lang=lang)) if one.id == values.get("experiment_id")),
        "",
    )
    name = values.get("title") or words[lang] or number
    parts: list[Component] = [
        html.P(f"{trial}: {name}" if trial else name, className="name"),
        html.P(_values(desk, row, lang), className="small"),
    ]
    if row.sha256 and cutting:
        alt = t("desk.draft.cutting", lang, text=values.get("as_published", ""), n=row.page)
        parts.append(html.Img(src=cutting, alt=alt, className="cutting"))
    if row.status != "open":
        parts.append(html.P([t(f"desk.status.{row.status}", lang), f" {row.comment}"], className="small"))
    return parts


def _values(desk: Desk, row: DraftRow, lang: str) -> list[Component | str]:
    """Return each value of a row with the name of its column, so that somebody can check all of it."""
    parts: list[Component | str] = []
    form = FORMS[kind_of(row.table, row.values)].columns if row.sha256 else ()
    for name, value in sorted(row.values.items(), key=lambda item: form.index(item[0]) if item[0] in form else -1):
        column = desk.schema[row.table].columns.get(name)
        in_other_language = name[-3:] in {"_nl", "_en"} - {f"_{lang}"}
        if not value or column is None or in_other_language or not known(f"desk.column.{name}"):
            continue
        offered = options(name, column, row.values, lang, [*desk.folder.rows, *desk.received.rows]) or []
        words = {option["value"]: option["label"] for option in offered}
        number = with_decimal_sign(value, lang) if column.type == "number" else value
        parts += [f"{t(f'desk.column.{name}', lang)} ", html.Strong(words.get(value, number)), "; "]
    return parts[:-1]


def received(desk: Desk, lang: str) -> list[Component]:
    """Return the rows of a colleague, each compared with the same place in the report that is open here."""
    read = [
        html.P(t("desk.colleague.read", lang, pages=report.ranges, count=report.page_count), className="small")
        for report in desk.received.reports
        if report.pages_read
    ]
    rows = [_received(desk, at, row, lang) for at, row in enumerate(desk.received.rows)]
    return [*read, html.Ol(rows, className="desk-list")]


def _received(desk: Desk, at: int, row: DraftRow, lang: str) -> Component:
    accept: Any = {"type": "accept", "at": at}
    has_cutting = at in desk.received.cuttings or row.sha256 in desk.by_digest
    save: Any = {"type": "save-comment", "at": at}
    comment: Any = {"type": "comment", "at": at}
    return html.Li(
        [
            *_about(desk, row, f"/cuttings/received/{at}.png" if has_cutting else "", lang),
            html.P(_compared(desk, row, lang), className="small") if row.sha256 else None,
            Field(id=comment, label=t("desk.colleague.comment", lang), value=row.comment),
            html.P(
                [
                    html.Button(t(f"desk.colleague.{act}", lang), id=id, type="button", className="button")
                    for act, id in (("accept", accept), ("save", save))
                ],
                className="acts",
            ),
        ]
    )


def _compared(desk: Desk, row: DraftRow, lang: str) -> str:
    report = desk.by_digest.get(row.sha256)
    if report is None:
        return t("desk.colleague.not_open", lang)
    if not report.page(row.page).has_text:
        return t("desk.colleague.scan", lang)
    found = compare(row, report)
    if found.agrees:
        return t("desk.colleague.agrees", lang, text=found.found)
    return t("desk.colleague.differs", lang, text=found.found, missing=", ".join(found.missing))
