"""MkDocs' hooks, and the only file that knows MkDocs: load, plan, hand over finished pages.

The pages come ready from `rendering`; MkDocs puts Material's frame around them, makes the search
index and copies files. The site is built in a new folder beside the old one and takes its place
only when it is whole, so that a build that fails leaves the old site as it was.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler
from pathspec.gitignore import GitIgnoreSpec

from generator import pipeline
from generator.rendering.environment import compiled_layouts
from generator.rendering.exported import as_entities, step_down
from generator.rendering.frames import Environment, share_frames
from generator.rendering.icons import PACE, SHIM, STYLESHEET, TABLE
from generator.rendering.lost import render_lost
from generator.rendering.searchable import read_parts
from generator.rendering.speech import say_whose_data
from generator.writing.folders import (
    ForeignFolderError,
    begin_folder,
    drop_folder,
    refuse_foreign,
    replace_folder,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext as Context

    from generator.model.page import Heading, Page
    from generator.model.problem import Problem
    from generator.model.workspace import Workspace

Reporter = Callable[[str, float], None]
"""Is told what is being done, and the share of the whole that is done, from 0 to 1."""

HEAD = '<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer">'

_NOT_PAGES = GitIgnoreSpec.from_lines(["*.j2", "*.yml", "*.yaml"])
_TAKEN = (
    "Another program is listening there already; name another place, "
    "such as `--address 127.0.0.1:8001`."
)
_ALL_PAGES = GitIgnoreSpec.from_lines(["*"])
_DIALOG = 'data-md-component="search" role="dialog"'
_LONG = re.compile(r"prospects/(?!index\.)[^/]+")  # long enough for a table of contents

# Where the whole work stands when its parts are done, as measured with a thousand people.
_BEGUN, _READ, _PLANNED, _RENDERED = 0.02, 0.2, 0.35, 0.7

_FROM_THE_TOP = re.compile(r"""((?:href|src|"search"|"base")(?:=|: )")/(?!/)""")
"""MkDocs lets the page of a missing address begin its links at the top of a server."""

_LOST = "<h1>404 - Not found</h1>"
"""All that Material says of a missing page."""

_KNOWN = {"search", "offline", "playbook"}
"""Plugins with no say in a single page; where there are others, every page goes the long way."""

log = get_plugin_logger("playbook")


class SiteError(Exception):
    """The site was not built; the message says why, to the user. The old site is as it was."""


class StrictError(SiteError):
    """The site was not built because the files have problems, and none were to be let pass."""


# --- a finished page, as MkDocs wants it ------------------------------------------------------


class FinishedPage(MkDocsPage):
    """A page whose HTML is ready: nothing is read, and no Markdown is converted."""

    def __init__(self, made: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.made = made

    @property
    def frame_key(self) -> tuple[object, ...]:
        """Give all that the frame depends on: the folder, the lit tab, the table of contents."""
        folder, _, _ = self.file.src_uri.rpartition("/")
        return folder, id(self.parent), self.made.headings

    def read_source(self, config: MkDocsConfig) -> None:
        """Set what front matter would have set."""
        del config
        self.markdown = ""
        self.meta = front_matter(self.made)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over the finished article and its table of contents."""
        del config, files
        self.content = self.made.html
        self.toc = contents(self.made.headings)
        self.present_anchor_ids = {heading.id for heading in self.made.headings}


def front_matter(made: Page) -> dict[str, Any]:
    """Give a page's meta data. Material prints titles as they are, so they are escaped here."""
    return {
        "title": as_entities(made.title),
        "hide": ["navigation"] if _LONG.fullmatch(made.path) else ["navigation", "toc"],
        **({} if made.search else {"search": {"exclude": True}}),
    }


def contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """Build the table of contents: h2 with the h3 below them."""
    top: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.text), heading.id, heading.level)
        (top[-1].children if heading.level > 2 and top else top).append(link)  # noqa: PLR2004 — h3
    return TableOfContents(top)


# --- the hooks --------------------------------------------------------------------------------


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """The plugin has no options: everything is in `playbook.yml`."""


class PlaybookPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]  # the same
    """Load, plan, hand over; and keep the old site until the new one is whole."""

    def __init__(self) -> None:
        self.today: date | None = None
        self.people = 0
        self.problems = 0
        self.failed_by: Exception | None = None
        self._serving = False
        self._site: Path | None = None
        self._warnings = CountHandler()
        self._made: dict[str, Page] = {}
        self._in_nav: list[MkDocsPage] = []
        self._written = 0
        self._all_known = False
        self.report: Reporter = lambda _doing, _share: None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the preview, whose folder MkDocs makes and removes itself."""
        del dirty
        self._serving = command == "serve"

    @event_priority(100)  # before others look at `site_dir`, and before `offline` adds its polyfill
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what the pages rely on, and send the build to a new folder beside the old site."""
        config.use_directory_urls = False
        config.exclude_docs = (config.exclude_docs or GitIgnoreSpec([])) + _NOT_PAGES
        if config.nav is not None:  # our pages link to what has no tab
            config.not_in_nav = (config.not_in_nav or GitIgnoreSpec([])) + _ALL_PAGES
        config.extra_css = [STYLESHEET, *config.extra_css]
        config.extra_javascript = [TABLE, PACE, *config.extra_javascript]
        config.extra["polyfills"] = [SHIM, *config.extra.get("polyfills", [])]
        if not self._serving:
            self._begin(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read, plan, and add the pages. A page of the user's own keeps its words, ours follow."""
        root = Path(config.docs_dir).parent
        given = self.today or asked_for()
        self.report("Reading", _BEGUN)
        workspace = pipeline.load(root, given, clock())
        self.report("Planning", _READ)
        for problem in workspace.problems:
            log.warning("%s", in_a_line(problem))
        plan = pipeline.plan(workspace, given or pinned(workspace) or clock())
        self.problems = len(workspace.problems)
        self.people = len(workspace.prospects) + len(workspace.unreadable)
        self._made = {}
        self.report("Making pages", _PLANNED)
        for made in pipeline.pages(workspace, plan):
            self._add(made, files, config)
        self.report("Writing", _RENDERED)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hang each page below the index of its folder, so that its tab is lit, outside `nav`."""
        del config
        self._in_nav = nav.pages
        for path in self._made:
            index = files.get_file_from_path(f"{path.split('/')[0]}/index.md")
            file = files.get_file_from_path(path)
            if index and file and file.page and index.page and file is not index:
                file.page.parent = file.page.parent or index.page  # type: ignore[assignment]
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Share the frame, and hand the search its entries, where nobody else has a say in them."""
        env.bytecode_cache = compiled_layouts()
        finished = [f.page for f in files if isinstance(f.page, FinishedPage)]
        names = {name.removeprefix("material/") for name in config.plugins}
        self._all_known = names <= _KNOWN
        if self._all_known:
            _index(config, finished)
            share_frames(env, [page for page in finished if page not in self._in_nav])
        return env

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Set our page below the words that the user wrote for it."""
        del config, files
        made = self._made.get(page.file.src_uri)
        if not made or isinstance(page, FinishedPage):
            return html
        page.toc = TableOfContents([*page.toc, *contents(made.headings)])
        for key, value in front_matter(made).items():
            page.meta.setdefault(key, value)
        return html + (step_down(made.html) if "<h1" in html else made.html)

    @event_priority(100)
    def _lift(self, /, context: Context, *, page: MkDocsPage, **_: object) -> Context:
        """Keep the article from the search, which would read all of it for marks it has none of."""
        if self._all_known and isinstance(page, FinishedPage):
            page.content = ""
        return context

    @event_priority(-100)
    def _lay_back(self, /, context: Context, *, page: MkDocsPage, **_: object) -> Context:
        if self._all_known and isinstance(page, FinishedPage):
            page.content = page.made.html
        return context

    on_page_context = CombinedEvent(_lift, _lay_back)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep search engines away from every page."""
        del page, config
        self._written += 1
        share = min(1.0, self._written / max(1, len(self._made)))
        self.report("Writing", _RENDERED + (1 - _RENDERED) * share)
        return unlisted(output)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Keep them away from the pages that Material makes, too; these open without a server.

        The page of a missing address says where to go.
        """
        del config
        if not template_name.endswith(".html"):
            return output_content
        told = output_content.replace(_LOST, render_lost(), 1)
        relative = _FROM_THE_TOP.sub(r"\1", told).replace('"base": ""', '"base": "."')
        return unlisted(relative)

    @event_priority(-1000)  # after the search index is written, and whatever else comes last
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the new site in the place of the old one, unless `--strict` is about to refuse it."""
        if self._site is None:
            return
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if config.strict and self._warnings.get_counts():
            return
        replace_folder(self._kept, self._site)
        self._site = None
        config.site_dir = str(self._kept)
        log.info("%s", self.personal_data())

    def on_build_error(self, *, error: Exception) -> None:
        """Remember why, and remove what was begun; the old site was not touched."""
        self.failed_by = error
        self.give_up()

    def give_up(self) -> None:
        """Remove what was begun, if the new site did not come to stand."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._site is not None:
            drop_folder(self._site)
            self._site = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build again when a prospect changes; MkDocs itself watches `playbook/`."""
        del builder
        people = Path(config.docs_dir).parent / "prospects"
        if people.is_dir():
            server.watch(str(people))
        return server

    def personal_data(self) -> str:
        """Say whose data the site holds: whoever publishes it should know."""
        return say_whose_data("It", self.people)

    def _begin(self, config: MkDocsConfig) -> None:
        self._kept = Path(config.site_dir).resolve()
        try:
            self._site = begin_folder(self._kept, "site")
        except ForeignFolderError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(self._site)
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def _add(self, made: Page, files: Files, config: MkDocsConfig) -> None:
        if made.raw:
            files.append(_file(made.path, made.html.encode(), config))
            return
        path = made.path.removesuffix(".html") + ".md"
        self._made[path] = made
        if files.get_file_from_path(path) is None:
            file = _file(path, "", config)
            files.append(file)
            FinishedPage(made, file, config)


def _index(config: MkDocsConfig, pages: list[FinishedPage]) -> None:
    """Enter our pages into Material's search as it would itself, had it the time to parse them."""
    search = config.plugins.get("material/search")
    entries = getattr(getattr(search, "search_index", None), "entries", None)
    if not isinstance(entries, list):
        return
    for page in pages:
        for part in read_parts(page.made, page.meta["title"]):
            location = f"{page.url}#{part.id}" if part.id else page.url
            entries.append({"location": location, "title": part.title, "text": part.text})
        page.meta["search"] = {"exclude": True}


def _file(path: str, content: str | bytes, config: MkDocsConfig) -> File:
    return File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def unlisted(html: str) -> str:
    """Add to a page's head that no engine should list it, and that no link tells where it was.

    Material's search is a dialog without a name; it gets one, for those who hear the page.
    """
    named = html.replace(_DIALOG, f'{_DIALOG} aria-label="Search"', 1)
    return named.replace("<head>", f"<head>{HEAD}", 1)


def in_a_line(problem: Problem) -> str:
    """Say a fault on one line, with its remedy."""
    return f"{problem} {problem.hint}".strip()


# --- the day ----------------------------------------------------------------------------------


def pinned(workspace: Workspace) -> date | None:
    """Give the day at which a sample stands still."""
    return workspace.policy.today if workspace.policy else None


def asked_for() -> date | None:
    """Read PLAYBOOK_TODAY, for those who run plain `mkdocs build`."""
    text = os.environ.get("PLAYBOOK_TODAY", "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"PLAYBOOK_TODAY is '{text}', which is no date; write it as 2026-11-23"
        raise PluginError(msg) from None


def clock() -> date:
    """Read the clock: for a build that was given no day."""
    return date.today()  # noqa: DTZ011 — the user's own day


# --- for the commands -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: its first page, whose data it holds, what could not be read."""

    index: Path
    people: int
    problems: int

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return self.index.as_uri()


def build_site(
    root: Path,
    site_dir: Path | None = None,
    *,
    today: date | None = None,
    strict: bool = False,
    report: Reporter | None = None,
) -> Built:
    """Build the site of the playbook at `root`; raise SiteError where it was not built.

    `report` is told how far the work is.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415 — it loads half of MkDocs

    options = {"site_dir": str(site_dir)} if site_dir else {}
    with _spoken(), _as_site_error():
        config = load_config(str(_config_file(root)), strict=strict, **options)
        plugin = _plugin_of(config)
        plugin.today = today
        plugin.report = report or plugin.report
        refuse_foreign(Path(config.site_dir), "site")
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort as error:
            if plugin.failed_by is None or isinstance(plugin.failed_by, Abort):
                raise StrictError(_refused(plugin.problems)) from error
            raise SiteError(str(plugin.failed_by)) from error
        finally:
            plugin.give_up()  # an interrupt is no error to MkDocs
            config.plugins.on_shutdown()
    return Built(Path(config.site_dir) / "index.html", plugin.people, plugin.problems)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site would come to be: its folder, and the address at which `serve` shows it."""

    folder: Path
    address: str


def find_place(root: Path, site_dir: Path | None = None, address: str | None = None) -> Place:
    """Say where the site of the playbook at `root` would be; raise SiteError where it could not."""
    given = {"site_dir": str(site_dir) if site_dir else None, "dev_addr": address}
    with _spoken(), _as_site_error():
        options = {key: value for key, value in given.items() if value}
        config = load_config(str(_config_file(root)), **options)
        _plugin_of(config)
        folder = Path(config.site_dir)
        refuse_foreign(folder, "site")
    return Place(folder, f"http://{config.dev_addr}/")


def _refused(problems: int) -> str:
    if not problems:
        return "MkDocs warned, so with --strict no site was built."
    count = "is 1 problem" if problems == 1 else f"are {problems} problems"
    return f"There {count} in your files, so with --strict no site was built."


def serve_site(root: Path, address: str | None = None, *, today: date | None = None) -> None:
    """Show the site in a browser and build it again on every change, until it is stopped."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 — it loads half of MkDocs

    if today:
        os.environ["PLAYBOOK_TODAY"] = today.isoformat()  # each rebuild has a new configuration
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    with _spoken(logging.INFO), _as_site_error():
        try:
            serve(str(_config_file(root)), **options)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise SiteError(_TAKEN) from error


def _config_file(root: Path) -> Path:
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        if (root / name).is_file():
            return root / name
    msg = f"There is no mkdocs.yml in {root}, so there is no site to build."
    raise SiteError(msg)


def _plugin_of(config: MkDocsConfig) -> PlaybookPlugin:
    plugin = next((p for p in config.plugins.values() if isinstance(p, PlaybookPlugin)), None)
    if plugin is None:
        msg = "mkdocs.yml does not name the plugin: plugins: [search, offline, playbook]"
        raise SiteError(msg)
    return plugin


@contextmanager
def _spoken(level: int = logging.WARNING) -> Iterator[None]:
    """Say on stderr what MkDocs logs, from `level` up, one line each.

    Where only warnings are said, our own are not: the command counts them.
    """
    logger, handler = logging.getLogger("mkdocs"), logging.StreamHandler(sys.stderr)
    handler.setLevel(level)
    handler.addFilter(lambda record: record.name != log.logger.name or level < logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    before, logger.propagate = (logger.level, logger.propagate), False
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


@contextmanager
def _as_site_error() -> Iterator[None]:
    """Turn MkDocs' own ways to stop into one that the commands know."""
    try:
        yield
    except (Abort, ConfigurationError, PluginError, ForeignFolderError) as error:
        raise SiteError(str(error)) from error
    except OSError as error:
        msg = f"The site could not be written: {error}"
        raise SiteError(msg) from error
