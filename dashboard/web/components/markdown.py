"""The element tree of a page as Markdown: the same words, tables and links, with a description for each chart."""

import re
from collections.abc import Callable, Iterable, Iterator

from dashboard.web.components.html import Child, Node, Picture, Plot, Script

# What a reader without a browser has no use for.
_SKIPPED = {"form", "button", "input", "select", "textarea", "svg", "script", "template", "iframe", "label", "nav"}
_BLOCKS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "dl", "table", "pre", "details", "div", "section", "article", "aside",
    "figure", "header", "footer", "blockquote",
}  # fmt: skip
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "code": "`"}
_SPECIAL = re.compile(r"[\\`*\[\]<>|]")

Link = Callable[[str], str]


def markdown(node: Child, *, link: Link) -> str:
    """Return a part of a page as Markdown; `link` makes a whole address of each URL."""
    return "\n\n".join(_blocks([node], link)) + "\n"


def _is_skipped(node: Child) -> bool:
    if not isinstance(node, Node):
        return isinstance(node, Script)
    hidden = "hidden" in node.attrs or node.attrs.get("aria-hidden") == "true"
    return hidden or node.tag in _SKIPPED or "needs-script" in str(node.attrs.get("class", "")).split()


def _is_block(node: Child) -> bool:
    return isinstance(node, Plot | Picture) or (
        isinstance(node, Node) and (node.tag in _BLOCKS or (node.tag != "a" and any(map(_is_block, node.children))))
    )


def _blocks(children: Iterable[Child], link: Link) -> Iterator[str]:
    """Give the paragraphs, lists, tables and headings among children; text between them is a paragraph."""
    line = ""
    for child in children:
        if _is_skipped(child):
            continue
        if not _is_block(child):
            part = _inline(child, link)
            line += f" {part}" if _need_space(line, part) else part
            continue
        yield from _paragraph(line)
        line = ""
        yield from _block(child, link)
    yield from _paragraph(line)


def _paragraph(text: str) -> Iterator[str]:
    if words := " ".join(text.split()):
        # These would begin a heading or a list.
        yield f"\\{words}" if words[0] in "#+-" else words


def _block(node: Child, link: Link) -> Iterator[str]:
    if isinstance(node, Plot):
        yield f"> {_escaped(node.chart.description)}"
    elif isinstance(node, Picture):
        yield f"> {_escaped(node.description)}"
    elif isinstance(node, Node):
        text = " ".join(_inline(node, link).split())
        if re.fullmatch("h[1-6]", node.tag):
            yield f"{'#' * int(node.tag[1])} {text}"
        elif node.tag == "p":
            yield from _paragraph(text)
        elif node.tag == "pre":
            yield f"```\n{_plain(node)}\n```"
        elif node.tag in ("ul", "ol"):
            yield from _lines(_item(child, link) for child in node.children)
        elif node.tag == "dl":
            yield from _lines(_terms(node, link))
        elif node.tag == "table":
            yield from _table(node, link)
        elif node.tag == "details":
            yield from (f"**{' '.join(_inline(one, link).split())}**" for one in _tagged(node, "summary"))
            yield from _blocks([one for one in node.children if one not in _tagged(node, "summary")], link)
        else:
            yield from _blocks(node.children, link)


def _tagged(node: Node, *tags: str) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node) and child.tag in tags]


def _lines(items: Iterable[str]) -> Iterator[str]:
    if text := "\n".join(item for item in items if item):
        yield text


def _item(node: Child, link: Link) -> str:
    """Return an item of a list; what is below its first line is indented."""
    if _is_skipped(node):
        return ""
    text = "\n\n".join(_blocks(node.children if isinstance(node, Node) else [node], link))
    return "- " + text.replace("\n", "\n  ").replace("\n  \n", "\n\n") if text else ""


def _terms(node: Node, link: Link) -> Iterator[str]:
    """Give the terms of a list, each with its text."""
    parts = [part for child in node.children if isinstance(child, Node)
             for part in (_tagged(child, "dt", "dd") if child.tag == "div" else [child])]  # fmt: skip
    term = ""
    for part in parts:
        text = "; ".join(one.removeprefix("- ").replace("\n", " ") for one in _blocks(part.children, link))
        if part.tag == "dt":
            term = text
        elif text:
            yield f"- **{term}**: {text}" if term else f"- {text}"


def _table(node: Node, link: Link) -> Iterator[str]:
    yield from (f"**{' '.join(_inline(one, link).split())}**" for one in _tagged(node, "caption"))
    rows = []
    for part in _tagged(node, "thead", "tbody", "tr"):
        for row in [part] if part.tag == "tr" else _tagged(part, "tr"):
            rows.append([" ".join(_inline(cell, link).split()) for cell in _tagged(row, "th", "td")])
    width = max(map(len, rows), default=0)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    yield from _lines([*lines[:1], "|" + " --- |" * width, *lines[1:]] if width else [])


def _plain(node: Child) -> str:
    return node if isinstance(node, str) else "".join(map(_plain, node.children)) if isinstance(node, Node) else ""


def _need_space(before: str, after: str) -> bool:
    """Return whether two parts between which only the style sheet puts a space would become one word."""
    return bool(re.search(r"[\w*).]$", before) and re.match(r"[\w*\[]", after))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _inline(node: Child, link: Link) -> str:
    if isinstance(node, str):
        return _escaped(node)
    if not isinstance(node, Node) or _is_skipped(node):
        return ""
    if node.tag == "br":
        return " "
    if node.tag == "code":
        return f"`{_plain(node)}`"
    text = ""
    for child in node.children:
        part = f" {_inline(child, link)} " if _is_block(child) else _inline(child, link)
        text += f" {part}" if _need_space(text, part) else part
    words = " ".join(text.split())
    if node.tag == "a" and "href" in node.attrs and words:
        text = f"[{words}]({link(str(node.attrs['href']))})"
    elif node.tag in _MARKS and words:
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        text = f"{before}{_MARKS[node.tag]}{words}{_MARKS[node.tag]}{after}"
    return text
