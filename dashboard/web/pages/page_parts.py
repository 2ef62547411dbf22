"""Parts that several pages share: numbered sentences, pages of text, the filter form and lists."""

from collections.abc import Mapping, Sequence

from dashboard.db import queries
from dashboard.models.controls import Control
from dashboard.models.evidence import Missing
from dashboard.models.kinds import State
from dashboard.models.text import Link, Note, Source
from dashboard.web.components.controls import controls
from dashboard.web.components.html import Node, Part, h
from dashboard.web.components.labels import source_line
from dashboard.web.components.sections import contents, fold, opening, rules, section, stage
from dashboard.web.pages.context import PageContext, remarks

_NO_SLOTS: Mapping[int, Mapping[str, str]] = {}


def read_counts(context: PageContext, *names: str) -> dict[str, str]:
    """Return how many sources there are, were read in full or in part, or are secondary, by these names."""
    held = queries.facts_held(context)
    counts = {
        "sources": held.sources, "full": held.sources_read_in_full, "part": held.sources_read_in_part,
        "secondary": held.sources_secondary,
    }  # fmt: skip
    return {name: context.number(counts[name]) for name in names}


def sentences(key: str, many: int, context: PageContext, slots: Mapping[int, Mapping[str, str]] = _NO_SLOTS) -> Node:
    """Return the texts `key_1`, `key_2` and so on as a list; `slots` are those of a sentence by its number."""
    return rules([context.t(f"{key}_{number}", **slots.get(number, {})) for number in range(1, many + 1)])


def text_page(
    name: str,
    parts: Mapping[str, tuple[Part, Sequence[Part]]],
    context: PageContext,
    *,
    cls: str = "method",
    remark: Node | None = None,
    changed: Part = None,
) -> Node:
    """Return a page of text: opening, contents, and each part with its introduction; `changed` is a last part."""
    heads = {part: context.t(f"{name}.{part}") for part in parts}
    if changed:
        heads["changed"], parts = context.t("about_site.changed"), {**parts, "changed": (None, [changed])}
    return h(
        "div",
        remarks(context),
        opening(context.t(f"{name}.title"), lead=(context.t(f"{name}.lead"),)),
        remark,
        contents(
            [Link(href=f"#{part}", label=head) for part, head in heads.items()], label=context.t("compare.contents")
        ),
        [section(heads[part], *built, id=part, intro=intro) for part, (intro, built) in parts.items()],
        cls=cls,
    )


def sources_section(found: Sequence[Source], context: PageContext) -> Node:
    """Return all sources of a page, folded, because each is also shown beside its facts."""
    listed = source_line(found, lang=context.lang, version_text=context.version_text())
    folded = fold(context.count("profile.sources", len(found)), listed)
    intro = context.t("municipality.sources_intro", n=context.number(len(found)))
    return section(context.t("municipality.sources"), folded if found else None, id="sources", intro=intro)


def filter_section(
    filters: Sequence[Control], found: Node, context: PageContext, *, chosen: str, **hidden: str
) -> list[Part]:
    """Return the filter form, an announcement for screen readers, and the live region with the results."""
    fields = {control.name for control in filters}
    kept = {
        name: value for name in ("form", "highlight") if (value := getattr(context.choice, name)) and name not in fields
    }
    retained = {**context.pin, **kept, **hidden}.items()
    return [
        controls(filters, action=context.path, lang=context.lang, chosen=chosen, hidden=retained),
        h("p", cls="vh", role="status", aria_live="polite", id="announce"),
        h("p", cls="offline", role="status", id="offline", data_text=context.t("control.offline")),
        stage(found, version=queries.version().data_version),
    ]


def no_results(
    title: str, texts: Sequence[str], context: PageContext, *, links: Sequence[Link] = (), state: State = "not_found",
    word: str = "",
) -> Missing:  # fmt: skip
    """Return the notice for filters without results: its state in a word, why, wider filters, and a link without filters."""
    return Missing(
        title=title,
        state=state,
        word=word or context.t(f"evidence.word.{state}"),
        texts=tuple(texts),
        links=(*links, Link(href=context.path, label=context.t("control.reset"))),
    )


def questions_column(notes: Sequence[Note], title: str) -> Node:
    """Return the questions for the alderman in a column of their own."""
    lines = [h("li", h("b", note.head), " ", h("span", note.text, cls="soft")) for note in notes]
    return h("div", h("h2", title), h("ul", lines, cls="items"), cls="column", id="questions")


def next_links(context: PageContext, *, factsheet: str, links: Mapping[str, str]) -> Node:
    """Return the links to what a reader can take along: the factsheet, then `links` with their texts."""
    plain = [h("a", text, href=href, cls="button plain") for text, href in links.items()]
    first = h("a", context.t("type.factsheet"), href=factsheet, cls="button")
    return h("div", h("h2", context.t("type.take")), first, plain, cls="take")
