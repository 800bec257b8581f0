"""Turn the pages that `playbook export` writes as HTML into the Markdown that a person would write.

The plain build of the bench needs it: pages "from ready Markdown", with the same words, headings,
lists, tables, folds, links and icons. Drawings stay HTML; classes are left out, which favours the
plain build.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from shutil import copytree

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
INLINE = frozenset(
    {"a", "b", "br", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time"}
)
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
SPECIAL = re.compile(r"([\\`*_\[\]<>#])")
PAGE = re.compile(r"\.html(?=$|#)")
DRAWING_WIDTH = 100  # pixels: what is smaller is an icon
ICONS = Path(str(files("material"))) / "templates" / ".icons"


@dataclass
class Element:
    """One element of a page; its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)


class Tree(HTMLParser):
    """The tree of a page whose HTML is known to be well formed: we made it."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang a new element below the open one."""
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang an element that holds nothing."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name."""
        while len(self.open) > 1 and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.open[-1].children.append(data)


def parse_page(html: str) -> Element:
    """Read the tree of a page."""
    tree = Tree()
    tree.feed(html)
    tree.close()
    return tree.open[0]


def is_inline(child: Element | str) -> bool:
    """Say whether a child belongs into a line of text."""
    return isinstance(child, str) or child.tag in INLINE or is_icon(child)


def is_icon(element: Element) -> bool:
    """Say whether an element is a small picture beside a word."""
    width = element.attributes.get("width", "0")
    return element.tag == "svg" and (not width.isdigit() or int(width) < DRAWING_WIDTH)


def in_line(children: list[Element | str]) -> str:
    """Give one line of Markdown."""
    return re.sub(r"\s+", " ", "".join(map(inline, children))).strip()


def inline(child: Element | str) -> str:
    """Give one piece of a line."""
    if isinstance(child, str):
        return SPECIAL.sub(r"\\\1", child)
    if child.tag == "svg":
        return icons().get(shape(child), "")
    text = "".join(map(inline, child.children))
    if child.tag == "a" and text.strip():
        return f"[{text.strip()}]({link(child.attributes.get('href', ''))})"
    mark = MARKS.get(child.tag, "") if text.strip() else ""
    return f"{mark}{text}{mark}"


@cache
def icons() -> dict[str, str]:
    """Give the short code of each of Material's icons, by its shape."""
    found = sorted(ICONS.rglob("*.svg"))
    return {
        shape(elements(parse_page(file.read_text(encoding="utf-8")))[0]): f":{code}:"
        for file in found
        for code in ["-".join(file.relative_to(ICONS).with_suffix("").parts)]
    }


def shape(svg: Element) -> str:
    """Give what an icon draws, whatever its classes and size."""
    return "".join(child.attributes.get("d", "") for child in elements(svg))


def link(target: str) -> str:
    """Point to the page's Markdown, as MkDocs wants it; what is printed stays HTML."""
    return target if ":" in target or "sheet.html" in target else PAGE.sub(".md", target)


def text_of(child: Element | str) -> str:
    """Give the bare text of a tree."""
    return child if isinstance(child, str) else "".join(map(text_of, child.children))


def as_html(child: Element | str) -> str:
    """Give a drawing back as it was."""
    if isinstance(child, str):
        return escape(child)
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in child.attributes.items())
    return f"<{child.tag}{attributes}>{''.join(map(as_html, child.children))}</{child.tag}>"


def indented(text: str, first: str = "    ") -> str:
    """Indent what belongs to a list or a fold."""
    return first + text.replace("\n", "\n    ").replace("\n    \n", "\n\n")


def blocks(children: list[Element | str]) -> list[str]:
    """Give the blocks of Markdown of a run of children."""
    found: list[str] = []
    line: list[Element | str] = []
    for child in [*children, None]:
        if child is not None and is_inline(child):
            line.append(child)
            continue
        if text := in_line(line):
            found.append(text)
        line = []
        if isinstance(child, Element):
            found += block(child)
    return found


def block(element: Element) -> list[str]:
    """Give the blocks of Markdown of one element."""
    render = BLOCKS.get(element.tag)
    return [render(element)] if render else blocks(element.children)


def heading(element: Element) -> str:
    """Give a heading of the level that its name says."""
    return "#" * int(element.tag[1]) + " " + in_line(element.children)


def elements(element: Element) -> list[Element]:
    """Give the children that are elements."""
    return [child for child in element.children if isinstance(child, Element)]


def entry(element: Element) -> str:
    """Give one entry of a list."""
    return "-   " + indented("\n\n".join(blocks(element.children)), "")


def fold(element: Element) -> str:
    """Give a block that folds."""
    summary, *rest = elements(element)
    title = in_line(summary.children).replace('"', "'")
    return f'??? note "{title}"\n\n' + indented("\n\n".join(blocks(list(rest))))


def table(element: Element) -> str:
    """Give a table of pipes; its first row is its head."""
    rows = [
        "| " + " | ".join(in_line(cell.children).replace("|", "/") for cell in elements(row)) + " |"
        for part in elements(element)
        for row in ([part] if part.tag == "tr" else elements(part))
    ]
    columns = rows[0].count("|") - 1 if rows else 0
    return "\n".join([*rows[:1], "|" + " --- |" * columns, *rows[1:]])


BLOCKS: dict[str, Callable[[Element], str]] = {
    "h1": heading,
    "h2": heading,
    "h3": heading,
    "h4": heading,
    "pre": lambda element: f"```\n{text_of(element).strip()}\n```",
    "ul": lambda element: "\n".join(map(entry, elements(element))),
    "ol": lambda element: "\n".join(map(entry, elements(element))),
    "details": fold,
    "table": table,
    "svg": lambda element: as_html(element).replace("\n", ""),
    "dt": lambda element: f"**{in_line(element.children)}**",
}


def render_markdown(page: str) -> str:
    """Turn one exported page, front matter and HTML, into Markdown."""
    _, head, body = page.split("---\n", 2)
    return f"---\n{head}---\n\n" + "\n\n".join(blocks(parse_page(body).children)) + "\n"


def write_ready_markdown(exported: Path, target: Path) -> None:
    """Copy an export, with its pages turned into Markdown."""
    copytree(exported, target)
    for page in target.rglob("*.md"):
        page.write_text(render_markdown(page.read_text(encoding="utf-8")), encoding="utf-8")
