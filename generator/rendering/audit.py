"""What should not be in a built site: private text, requests elsewhere, scripts from names.

This reads finished files as a stranger would and trusts nothing that made them: a theme, a plugin
or a page of the user's own may have put something in. It takes text and gives findings; that a
thing is found is said, never the private words themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from generator.model.workspace import Workspace

THEME_PAGE = "404.html"
"""A page that the theme makes with nobody on it: the scripts on it are the theme's own."""

_LEAST = 12
"""Letters of a line or sentence worth looking for by itself; a whole private text always is."""
_TOKEN = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"\n+|(?<=[.!?;])\s+")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPED = re.compile(r"\\[nrt]|\\(?=[\"'/,;])")
_FOLD = re.compile(r"\r?\n[ \t]")
_MARKUP = re.compile(r"<[a-zA-Z!/?]")
_OUTSIDE = re.compile(r"\s*(?:https?:|wss?:|ftp:)?//", re.IGNORECASE)
_RUNS = re.compile(r"(?:java|vb)script:|data:(?:text/html|image/svg)", re.IGNORECASE)
_STYLE_URL = re.compile(
    r"(?:url\(\s*['\"]?|@import\s+['\"])(?P<url>(?:https?:)?//[^'\")\s]+)", re.IGNORECASE
)
_BASE = re.compile(r'new URL\("[^"]*",location\)')
_CODE_ASKS = re.compile(
    r"(?:fetch|importScripts|import|sendBeacon|WebSocket|EventSource|open)\s*\([^)]{0,80}?"
    r"['\"`](?P<url>(?:https?|wss?):)?//",
)
_THEMES_OWN = "assets/javascripts/"

_LOADS = {"src", "srcset", "poster", "data", "background", "xlink:href", "formaction", "action",
          "ping", "manifest"}  # fmt: skip
_LOADING_LINKS = {
    "stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload",
    "manifest", "apple-touch-icon", "mask-icon", "prerender",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in a file of the site (its path below it) that should not be there.

    `kind` is private, request or script; `line` is 0 where it stands in no line of its own.
    """

    path: str
    line: int
    kind: str
    says: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.says}"


@dataclass(frozen=True, slots=True)
class Secret:
    """A piece of somebody's private text, as plain words, and the file in which it is."""

    words: str
    path: str


# --- what to look for -------------------------------------------------------------------------


class Watch:
    """All that a site is searched for, made ready once."""

    def __init__(self, workspace: Workspace) -> None:
        self._secrets: dict[str, list[Secret]] = defaultdict(list)
        for secret in secrets_of(workspace):
            self._secrets[max(secret.words.split(), key=len)].append(secret)
        self.markup = tuple(sorted(set(_markup(workspace))))

    def private(self, path: str, text: str) -> Iterator[Finding]:
        """Find private text, however the file has written it."""
        found: set[str] = set()
        for words in readings(text):
            tokens = set(words.split())
            for word in tokens & self._secrets.keys():
                hits = (s for s in self._secrets[word] if f" {s.words} " in f" {words} ")
                found.update(secret.path for secret in hits)
        for owner in sorted(found):
            yield Finding(path, 0, "private", f"text that is private in {owner} stands here")

    def unescaped(self, path: str, text: str) -> Iterator[Finding]:
        """Find what somebody wrote standing as markup."""
        for value in self.markup:
            if value in text:
                line = text.count("\n", 0, text.index(value)) + 1
                says = f"'{value[:40]}' stands here as markup, not as text"
                yield Finding(path, line, "script", says)


def secrets_of(workspace: Workspace) -> Iterator[Secret]:
    """Give each private text whole, and its lines and sentences that are long enough.

    What stands in a public field as well cannot be told apart there, and is left out.
    """
    public = f" {' '.join(_plain(text) for text in _public(workspace))} "
    for prospect in workspace.prospects:
        if not prospect.private:
            continue
        whole = _plain(prospect.private)
        parts = {_plain(part) for part in _SENTENCE.split(prospect.private)}
        long = {part for part in parts if len(part) >= _LEAST and " " in part}
        for words in sorted({whole, *long}):
            if words and f" {words} " not in public:
                yield Secret(words, prospect.path)


def _public(workspace: Workspace) -> Iterator[str]:
    for prospect in workspace.prospects:
        yield from _texts(prospect.model_dump(exclude={"private"}, mode="json"))
    for thing in (*workspace.shelf, *workspace.scripts):
        yield from _texts(thing.model_dump(mode="json"))


def _markup(workspace: Workspace) -> Iterator[str]:
    """Give what people wrote with a tag in it. Notes are Markdown, which may hold harmless ones."""
    kept = {"private", "notes"}
    for prospect in workspace.prospects:
        yield from _tagged(prospect.model_dump(exclude=kept, mode="json"))
    for item in workspace.shelf:
        yield from _tagged(item.model_dump(mode="json"))
    for script in workspace.scripts:
        yield from _tagged(script.model_dump(exclude={"body"}, mode="json"))


def _tagged(value: object) -> Iterator[str]:
    return (text.strip() for text in _texts(value) if _MARKUP.search(text))


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 — whatever a dump holds
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _texts(inner)


def _plain(text: str) -> str:
    """Give the words alone, folded: punctuation and line breaks differ from format to format."""
    return " ".join(_TOKEN.findall(text.casefold()))


def readings(text: str) -> tuple[str, ...]:
    """Give the words of a file as its readers see them: without tags, escapes and folds."""
    loose = _FOLD.sub("", text)
    loose = _UNICODE.sub(lambda found: chr(int(found[1], 16)), loose)
    loose = _ESCAPED.sub(" ", loose)
    bare = unescape(_TAG.sub(" ", loose))
    return tuple(dict.fromkeys(_plain(each) for each in (bare, unquote(unescape(loose)))))


# --- what a page does -------------------------------------------------------------------------


def look_at(path: str, text: str, known_scripts: frozenset[str]) -> tuple[Finding, ...]:
    """Say what a file of the site would ask elsewhere, and what in it could run."""
    if path.endswith((".html", ".htm", ".svg", ".xml")):
        page = _Page(path, known_scripts)
        page.feed(text)
        page.close()
        return tuple(page.found)
    if path.endswith(".css"):
        return tuple(_styles(path, text))
    if path.endswith((".js", ".mjs")) and not path.startswith(_THEMES_OWN):
        return tuple(_code(path, text))
    return ()


def theme_scripts(pages: Mapping[str, str]) -> frozenset[str]:
    """Give the scripts that the theme writes into its pages: those of a page without people.

    Where there is none, those that most pages have in common.
    """
    if THEME_PAGE in pages:
        return frozenset(inline_scripts(pages[THEME_PAGE]))
    found = [set(inline_scripts(text)) for text in pages.values()]
    counts = Counter(script for scripts in found for script in scripts)
    with_any = sum(1 for scripts in found if scripts)
    return frozenset(script for script, many in counts.items() if many * 2 > with_any)


def inline_scripts(html: str) -> tuple[str, ...]:
    """Give the scripts written into a page; what depends on the page's folder is taken out."""
    page = _Page("", frozenset())
    page.feed(html)
    page.close()
    return tuple(page.scripts)


class _Page(HTMLParser):
    """One page, read tag by tag."""

    def __init__(self, path: str, known_scripts: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.known = known_scripts
        self.found: list[Finding] = []
        self.scripts: list[str] = []
        self._inside = ""
        self._text: list[str] = []
        self._since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at every attribute; remember where a script or a style begins."""
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            self._attribute(tag, name, value, values)
        if "data-md-component" in values and values["data-md-component"] == "source":
            self._say("request", "the theme asks the host of your repository (`repo_url`)")
        if "mermaid" in values.get("class", "").split():
            self._say("request", "the theme fetches the code that draws diagrams (mermaid)")
        is_data = tag == "script" and not _is_code(values.get("type", ""))
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            self._inside, self._text, self._since = tag, [], self.getpos()[0]

    def handle_data(self, data: str) -> None:
        """Keep what stands in a script or a style."""
        if self._inside:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Judge the script or the style that ends here."""
        if tag != self._inside:
            return
        text, self._inside = "".join(self._text), ""
        if tag == "style":
            self.found += _styles(self.path, text, self._since - 1)
            return
        script = _BASE.sub("new URL(location)", text).strip()
        self.scripts.append(script)
        if script and script not in self.known:
            says = f"a script that is not the theme's: '{' '.join(script.split())[:40]}'"
            self.found.append(Finding(self.path, self._since, "script", says))

    def _attribute(self, tag: str, name: str, value: str, values: Mapping[str, str]) -> None:
        url = "".join(value.split())
        if name.startswith("on") and name.isalpha():
            self._say("script", f"<{tag} {name}=…> would run a script")
        elif name == "srcdoc":
            self._say("script", f"<{tag} srcdoc=…> holds a page of its own")
        elif _RUNS.match(url) and name in _LOADS | {"href"}:
            self._say("script", f"<{tag} {name}=…> would run what it holds")
        elif name == "style":
            self.found += _styles(self.path, value, self.getpos()[0] - 1)
        elif _OUTSIDE.match(url) and _is_loaded(tag, name, values):
            self._say("request", f"<{tag} {name}> asks {_host(url)}")
        elif name == "content" and values.get("http-equiv", "").lower() == "refresh":
            self._say("request", "the page sends its reader elsewhere (refresh)")

    def _say(self, kind: str, says: str) -> None:
        self.found.append(Finding(self.path, self.getpos()[0], kind, says))


def _is_code(kind: str) -> bool:
    return not kind or "javascript" in kind or kind in {"module", "text/ecmascript"}


def _is_loaded(tag: str, name: str, values: Mapping[str, str]) -> bool:
    """Whether a browser asks for it by itself, or sends something there."""
    if name in _LOADS:
        return True
    if name != "href":
        return False
    if tag == "link":
        return bool(_LOADING_LINKS & set(values.get("rel", "").lower().split()))
    return tag in {"base", "use", "image"}


def _styles(path: str, css: str, lines_above: int = 0) -> Iterator[Finding]:
    for found in _STYLE_URL.finditer(css):
        line = css.count("\n", 0, found.start()) + 1 + lines_above
        yield Finding(path, line, "request", f"a style asks {_host(found['url'])}")


def _code(path: str, text: str) -> Iterator[Finding]:
    for found in _CODE_ASKS.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Finding(path, line, "request", "a script asks an address elsewhere")


def _host(url: str) -> str:
    rest = url.partition("//")[2]
    return re.split(r"[/?#]", rest, maxsplit=1)[0] or url


def audit(files: Mapping[str, str], workspace: Workspace) -> tuple[Finding, ...]:
    """Search the files of a built site, by their paths below it."""
    watch = Watch(workspace)
    known = theme_scripts({p: t for p, t in files.items() if p.endswith(".html")})
    found: list[Finding] = []
    for path, text in files.items():
        found += watch.private(path, text)
        found += look_at(path, text, known)
        if path.endswith((".html", ".htm")):
            found += watch.unescaped(path, text)
    return tuple(sorted(set(found)))


def count_kinds(found: Iterable[Finding]) -> dict[str, int]:
    """Count findings by kind, all kinds named."""
    counts = Counter(finding.kind for finding in found)
    return {kind: counts[kind] for kind in ("private", "request", "script")}
