"""The method page: how facts were chosen and rated, conflicts, omissions, and changes."""

from dashboard import config
from dashboard.db import queries
from dashboard.db.rows.provenance import ConflictRow
from dashboard.labels import labels
from dashboard.models.text import Group, Table, heads
from dashboard.web.components.details import data_table
from dashboard.web.components.html import Node, Part, h, joined
from dashboard.web.components.labels import icon
from dashboard.web.components.sections import notice
from dashboard.web.pages.context import PageContext
from dashboard.web.pages.open_data.history import versions
from dashboard.web.pages.page_parts import read_counts, sentences, text_page

_MOVISIE = "https://www.movisie.nl/databank-effectieve-sociale-interventies/over-databank"
_LEVELS = ((5, "lottery"), (3, "matched"), (2, "adjusted"), (1, "plain"), (None, "none"))


def _levels(context: PageContext) -> list[Node]:
    """Return the levels with their comparison, number of results, and the equivalent at Movisie."""
    counted = {row.level: row.results for row in queries.levels(context)}
    rows = tuple(
        (
            str(level) if level else context.t("method.unrated"),
            f"{context.t(f'strength.{key}')}. {context.t(f'strength.{key}_why')}",
            context.number(counted.get(level, 0)),
            context.t(f"method.movisie_{level or 'none'}"),
        )
        for level, key in _LEVELS
    )
    columns = heads(
        context.t("method.level"), context.t("method.comparison"), context.t("method.held"), context.t("method.movisie"),
        numeric=(2,),
    )  # fmt: skip
    table = Table(caption=context.t("method.levels_caption"), heads=columns, groups=(Group(rows=rows),))
    link = h("a", context.t("method.movisie_link"), href=_MOVISIE, rel="external")
    return [
        h("div", data_table(table), cls="wide"),
        notice(context.t("method.movisie_text"), head=f"{context.t('method.movisie_head')}."),
        h("p", link, cls="small"),
    ]


def _nothing(context: PageContext) -> Node:
    """Return the four kinds of no effect, each with its icon."""
    meanings = {
        "not-measured": ("state.not_measured", "state.not_measured_why"),
        "same": ("state.same", "state.same_why"),
        "direction": ("method.size", "method.size_why"),
        "not-found": ("state.not_found", "state.not_found_why"),
    }
    items = [
        h("li", icon(name, cls=f"is-{name}"), h("b", context.t(word)), h("span", context.t(why)))
        for name, (word, why) in meanings.items()
    ]
    return h("ul", items, cls="signs of-four")


def _conflict(row: ConflictRow, titles: dict[str, str], context: PageContext) -> Node:
    """Return what sources say that contradict each other, and which leads."""
    links = [h("a", titles[id], href=context.link("sources", anchor=id)) for id in row.source_ids if id in titles]
    label = context.t("source.one" if len(links) == 1 else "source.many")
    place = f"{labels.experiment(row)}: " if row.experiment_id else ""
    return h(
        "li",
        h("h3", h("span", place, cls="soft") if place else None, labels.lower_first(row.subject)),
        h(
            "div",
            h("p", row.text),
            h("p", h("b", f"{context.t('method.leads')} "), row.choice),
            h("p", label, " ", joined(links, ", "), cls="source") if links else None,
        ),
        id=row.id,
    )


def _left_out(context: PageContext) -> Node:
    rows = tuple((row.text, row.why) for row in queries.left_out(context))
    columns = heads(context.t("method.left_out"), context.t("method.why"))
    table = Table(caption=context.t("method.left_out_intro"), heads=columns, groups=(Group(rows=rows),))
    return h("div", data_table(table), cls="wide")


def _mistake(context: PageContext) -> list[Node]:
    """Return how to report a mistake, and where if the publisher has set a contact."""
    parts = [h("p", context.t("method.mistake_text"))]
    settings = config.settings()
    if settings.contact:
        link = h("a", context.t("method.mistake_where"), href=settings.contact_url)
        parts.append(h("p", link, f" ({settings.contact})"))
    return parts


def _licence(context: PageContext) -> Node:
    """Return what may be reused, and the licences of scripts on the pages."""
    software = h("a", context.t("method.software_link"), href="/licences.txt")
    address = config.settings().code_url
    code: Part = [h("a", context.t("method.code_link"), href=address), ". "] if address else None
    return h("p", context.t("method.licence_text"), " ", code, context.t("method.software_text"), " ", software)


def body(context: PageContext) -> Node:
    """Return the body of the page."""
    titles = {row.id: row.title for row in queries.sources(context)}
    conflicts = [_conflict(row, titles, context) for row in queries.conflicts(context)]
    n = context.number(len(conflicts))
    parts: dict[str, tuple[Part, list[Node]]] = {
        "facts": (
            None,
            [sentences("method.facts", 7, context, {7: read_counts(context, "full", "part", "secondary")})],
        ),
        "levels": (context.t("method.levels_intro"), _levels(context)),
        "compare": (None, [sentences("method.compare", 6, context)]),
        "word": (None, [h("p", context.t("map.rule"))]),
        "nothing": (context.t("method.nothing_intro"), [_nothing(context)]),
        "small": (None, [h("p", context.t("method.small_text"))]),
        "likeness": (context.t("method.likeness_intro"), [sentences("method.likeness", 7, context)]),
        "conflicts": (context.t("method.conflicts_intro", n=n), [h("ul", conflicts, cls="subjects")]),
        "left_out": (None, [_left_out(context)]),
        "changes": (context.t("method.changes_intro"), [versions(context)]),
        "licence": (None, [_licence(context)]),
        "mistake": (None, _mistake(context)),
    }
    return text_page("method", parts, context)
