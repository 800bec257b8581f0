"""The site as it is built: by `playbook build`, by plain `mkdocs build`, and from an export."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import mkdocs_plugin, pipeline
from generator.cli import playbook
from generator.mkdocs_plugin import FinishedPage, SiteError, StrictError, build_site

SMALL = Path(__file__).parent.parent / "workspaces" / "small"
TODAY = date(2026, 11, 23)
BROKEN = "name: Kit Lawson\nstage: almots\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small playbook."""
    copied = tmp_path / "root"
    shutil.copytree(SMALL, copied)
    return copied


def typed(root: Path, *words: str) -> Result:
    args = ["-C", str(root), "--today", TODAY.isoformat(), *words]
    return CliRunner().invoke(playbook, args, standalone_mode=False, catch_exceptions=False)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left_beside(folder: Path) -> list[str]:
    return [
        path.name for path in folder.parent.iterdir() if path.name.startswith(f".{folder.name}-")
    ]


class Tokens(HTMLParser):
    """What a page is made of, whatever letters it is written in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, sorted(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self.found.append(words)


def article(html: str) -> list[object]:
    found = re.search(r"<article[^>]*>(.*?)</article>\s*</div>", html, re.DOTALL)
    assert found
    return Tokens(found[1]).found


# --- building ---------------------------------------------------------------------------------


def test_a_strict_build_gives_every_page_and_says_where_and_whose_data(root: Path) -> None:
    result = typed(root, "build", "--strict")
    index = root / "site" / "index.html"
    assert result.return_value is None
    assert result.stdout == (
        f"{index.as_uri()} holds personal data of 3 people: keep it to yourself, "
        "or behind a password or in a private network.\n"
    )
    assert result.stderr == ""
    workspace = pipeline.load(root, TODAY, TODAY)
    expected = {page.path for page in pipeline.pages(workspace, pipeline.plan(workspace, TODAY))}
    assert expected <= set(files_of(root / "site"))
    assert "search/search_index.js" in files_of(root / "site")


def test_plain_mkdocs_builds_the_same_site(root: Path) -> None:
    environ = {**os.environ, "PLAYBOOK_TODAY": TODAY.isoformat(), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    ran = subprocess.run(
        command, cwd=root, env=environ, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    plain = files_of(root / "site")
    typed(root, "build")
    built = files_of(root / "site")
    assert {k: v for k, v in plain.items() if not k.startswith("sitemap")} == {
        k: v for k, v in built.items() if not k.startswith("sitemap")
    }


def test_every_link_of_every_page_works_without_a_server(root: Path) -> None:
    typed(root, "build")
    pages = {p: t.decode() for p, t in files_of(root / "site").items() if p.endswith(".html")}
    assert "404.html" in pages
    for path, text in pages.items():
        assert re.findall(r"""(?:href|src)="/[^"]*""", text) == [], path
        assert '"base": "/"' not in text, path


def test_a_missing_page_says_where_to_go_in_the_site(root: Path) -> None:
    typed(root, "build")
    built = files_of(root / "site")
    said = built["404.html"].decode().partition("<article")[2].partition("</article>")[0]
    assert "There is no such page" in said
    assert "Not found" not in said
    links = re.findall(r'href="([^"#]*)"', said)
    assert {"index.html", "weeks/index.html", "prospects/index.html"} <= set(links)
    assert [link for link in links if link not in built] == []


def test_the_export_gives_the_same_pages_with_the_same_content(root: Path, tmp_path: Path) -> None:
    typed(root, "build")
    assert typed(root, "export", str(tmp_path / "other" / "docs")).exit_code == 0
    config = "site_name: Other\nuse_directory_urls: false\ntheme: {name: material, font: false}\n"
    (tmp_path / "other" / "mkdocs.yml").write_text(config + "plugins: []\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=tmp_path / "other", env=environ, check=True, capture_output=True)

    ours, theirs = files_of(root / "site"), files_of(tmp_path / "other" / "site")
    pages = [path for path in ours if path.endswith(".html") and path != "404.html"]
    assert len(pages) > 20
    for path in pages:
        if path.endswith("sheet.html"):
            assert ours[path] == theirs[path]
        else:
            assert article(ours[path].decode()) == article(theirs[path].decode()), path


def test_a_frame_that_is_shared_gives_the_same_page_as_one_that_is_not(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(SMALL.parents[2] / "mkdocs.yml", root / "mkdocs.yml")
    (root / "prospects" / "evil.yml").write_text('name: "<b>O\'Hara</b>"\nemail: a@b.example\n')
    typed(root, "build")
    short = files_of(root / "site")
    monkeypatch.setattr(mkdocs_plugin, "_KNOWN", set())
    typed(root, "build")
    long = files_of(root / "site")
    assert {k: v for k, v in short.items() if k.endswith(".html")} == {
        k: v for k, v in long.items() if k.endswith(".html")
    }


def test_the_search_has_the_parts_that_material_would_find_itself(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entries() -> dict[str, tuple[str, str]]:
        typed(root, "build")
        index = json.loads((root / "site" / "search" / "search_index.json").read_bytes())
        words = {
            e["location"]: (e["title"], re.sub(r"<[^>]*>", " ", e["text"])) for e in index["docs"]
        }
        return {k: (unescape(t), " ".join(unescape(w).split())) for k, (t, w) in words.items()}

    short = entries()
    monkeypatch.setattr(mkdocs_plugin, "_KNOWN", set())
    long = entries()
    assert set(short) == set(long)
    assert {k: t for k, (t, _) in short.items()} == {k: t for k, (t, _) in long.items()}
    for place, (title, text) in short.items():
        if place.endswith("#timeline"):
            continue  # a picture says the same in its table
        theirs = long[place][1] if "#" in place else long[place][1].replace(title, "", 1)
        assert text.replace(" ", "") == theirs.replace(" ", ""), place


def test_every_page_asks_not_to_be_listed(root: Path) -> None:
    typed(root, "build")
    pages = [p for p in (root / "site").rglob("*.html") if p.name != "sheet.html"]
    for page in pages:
        assert '<meta name="robots" content="noindex,nofollow">' in page.read_text("utf-8"), page


def test_the_navigation_does_not_carry_the_list_of_people(root: Path) -> None:
    shutil.copyfile(SMALL.parents[2] / "mkdocs.yml", root / "mkdocs.yml")
    typed(root, "build")
    html = (root / "site" / "prospects" / "ada-quill.html").read_text("utf-8")
    tabs = re.findall(r'<a href="([^"]*)" class="md-tabs__link">\s*([^<]*?)\s*</a>', html)
    assert [name for _, name in tabs][:5] == ["Today", "Weeks", "Prospects", "Scripts", "Shelf"]
    lit = re.search(r'md-tabs__item--active">\s*<a href="([^"]*)"', html)
    assert lit
    assert lit[1] == "index.html"
    assert "bo-winter" not in html


def test_scripts_and_settings_are_not_copied_into_the_site(root: Path) -> None:
    typed(root, "build")
    copied = [path for path in files_of(root / "site") if path.endswith((".j2", ".yml", ".yaml"))]
    assert copied == []


def test_a_page_of_the_user_s_own_keeps_its_words_and_ours_follow(root: Path) -> None:
    (root / "playbook" / "shelf").mkdir()
    (root / "playbook" / "shelf" / "index.md").write_text("Mine *first*.\n", encoding="utf-8")
    typed(root, "build")
    html = (root / "site" / "shelf" / "index.html").read_text("utf-8")
    assert 0 < html.index("Mine <em>first</em>.") < html.index("pb-shelf")


def test_a_day_may_be_asked_for_and_then_the_pinned_one_does_not_hold(root: Path) -> None:
    policy = root / "playbook" / "playbook.yml"
    text = re.sub(r"(?m)^today:.*\n", "", policy.read_text("utf-8"))
    policy.write_text(text + "\ntoday: 2026-12-08\n", encoding="utf-8")
    build_site(root)
    assert "Tuesday 8 December" in (root / "site" / "index.html").read_text("utf-8")
    build_site(root, today=TODAY)
    assert "Monday 23 November" in (root / "site" / "index.html").read_text("utf-8")


# --- problems ---------------------------------------------------------------------------------


def test_a_problem_is_counted_and_the_rest_is_built(root: Path) -> None:
    (root / "prospects" / "kit-lawson.yml").write_text(BROKEN, encoding="utf-8")
    result = typed(root, "build")
    assert result.exit_code == 0
    assert result.stderr == "There is 1 problem in your files; `playbook check` names them.\n"
    assert "of 4 people" in result.stdout
    home = (root / "site" / "index.html").read_text("utf-8")
    assert "prospects/kit-lawson.yml:2:8" in home


def test_a_strict_build_refuses_a_problem_and_leaves_the_old_site_whole(root: Path) -> None:
    typed(root, "build")
    before = files_of(root / "site")
    (root / "prospects" / "kit-lawson.yml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(StrictError, match="There is 1 problem in your files"):
        build_site(root, today=TODAY, strict=True)
    assert files_of(root / "site") == before
    assert left_beside(root / "site") == []


def test_strict_says_so_with_exit_code_one(root: Path) -> None:
    (root / "prospects" / "kit-lawson.yml").write_text(BROKEN, encoding="utf-8")
    result = typed(root, "build", "--strict")
    assert (result.return_value, result.stdout) == (1, "")
    assert "so with --strict no site was built" in result.stderr


def test_a_build_that_fails_half_way_leaves_the_old_site_whole(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(root, "build")
    before = files_of(root / "site")

    def fail(self: FinishedPage, config: object, files: object) -> None:
        raise RuntimeError(self.file.src_uri, config, files)

    monkeypatch.setattr(FinishedPage, "render", fail)
    with pytest.raises(RuntimeError):
        build_site(root, today=TODAY)
    assert files_of(root / "site") == before
    assert left_beside(root / "site") == []


def test_a_rename_that_fails_puts_the_old_site_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(root, "build")
    before = files_of(root / "site")
    rename = Path.rename

    def full_disk(self: Path, target: Path) -> Path:
        if target == root / "site" and self.name != "old":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full_disk)
    result = typed(root, "build")
    assert result.return_value == 3
    assert "No space left on device" in result.stderr
    assert files_of(root / "site") == before
    assert left_beside(root / "site") == []


@pytest.mark.parametrize("verb", ["build -d", "export"])
def test_a_folder_that_was_not_made_here_is_left_alone(
    root: Path, tmp_path: Path, verb: str
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "index.html").write_text("mine", encoding="utf-8")
    result = typed(root, *verb.split(), str(photos))
    assert (result.return_value, result.stdout) == (2, "")
    assert "was left alone" in result.stderr
    assert files_of(photos) == {"index.html": b"mine"}
    assert left_beside(photos) == []


def test_plain_mkdocs_leaves_a_foreign_folder_alone_too(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site" / "mine.txt").write_text("mine", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert "was left alone" in ran.stderr
    assert files_of(root / "site") == {"mine.txt": b"mine"}


def test_what_a_build_no_longer_makes_is_gone(root: Path) -> None:
    typed(root, "build")
    (root / "prospects" / "bo-winter.yml").unlink()
    typed(root, "build")
    assert "prospects/bo-winter.html" not in files_of(root / "site")
    assert "prospects/ada-quill.html" in files_of(root / "site")


def test_an_empty_folder_and_one_that_is_not_there_yet_are_fine(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "new" / "deep"):
        build_site(root, folder, today=TODAY)
        assert (folder / "index.html").is_file()
        assert folder.stat().st_mode & 0o077 == 0o055


def test_without_mkdocs_yml_or_without_the_plugin_it_says_what_is_missing(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: X\ndocs_dir: playbook\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"plugins: \[search, offline, playbook\]"):
        build_site(root, today=TODAY)
    (root / "mkdocs.yml").unlink()
    with pytest.raises(SiteError, match=r"There is no mkdocs\.yml"):
        build_site(root, today=TODAY)


def test_a_day_that_is_none_is_refused_in_words(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_TODAY", "tomorrow")
    with pytest.raises(SiteError, match="PLAYBOOK_TODAY is 'tomorrow', which is no date"):
        build_site(root)


# --- zensical ---------------------------------------------------------------------------------


def test_another_engine_that_is_not_there_is_refused_with_what_to_do(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_more: None)
    result = typed(root, "build", "--engine", "zensical")
    assert result.return_value == 2
    assert "pip install zensical" in result.stderr
    assert not (root / "site").exists()


def test_a_preview_where_another_program_listens_names_the_way_out(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_TODAY", TODAY.isoformat())  # `serve` leaves the day there
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = typed(root, "serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert result.return_value == 2
    assert "Another program is listening there already" in result.stderr
    assert "--address" in result.stderr


def test_a_page_without_a_tab_is_no_news(root: Path) -> None:
    (root / "playbook" / "how-i-work.md").write_text("# How I work\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(root / "out")]
    environ = {**os.environ, "PLAYBOOK_TODAY": TODAY.isoformat(), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=root, env=environ, capture_output=True, text=True, check=True
    )
    assert "not included in the" not in done.stderr
    assert (root / "out" / "how-i-work.html").is_file()


# --- titles -----------------------------------------------------------------------------------


def test_a_name_with_html_in_it_is_text_in_every_title(root: Path) -> None:
    person = 'name: "<img src=x onerror=alert(1)> O\'Hara"\nemail: ada@quill.example\n'
    (root / "prospects" / "evil.yml").write_text(person, encoding="utf-8")
    typed(root, "build")
    for page in (root / "site").rglob("*.html"):
        assert "<img src=x" not in page.read_text("utf-8"), page
    index = (root / "site" / "search" / "search_index.json").read_text("utf-8")
    assert "<img" not in index


def test_the_clock_is_read_in_one_place(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    policy = root / "playbook" / "playbook.yml"
    policy.write_text(re.sub(r"(?m)^today:.*\n", "", policy.read_text("utf-8")), encoding="utf-8")
    monkeypatch.delenv("PLAYBOOK_TODAY", raising=False)
    monkeypatch.setattr(mkdocs_plugin, "clock", lambda: date(2027, 3, 9))
    build_site(root)
    assert "Tuesday 9 March" in (root / "site" / "index.html").read_text("utf-8")


# --- dry runs ---------------------------------------------------------------------------------


def everything(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_of(folder).items() if "__pycache__" not in path}


def test_a_dry_build_says_where_and_how_many_pages_and_writes_nothing(root: Path) -> None:
    before = everything(root.parent)
    result = typed(root, "build", "--dry-run")
    assert everything(root.parent) == before
    count = re.fullmatch(
        rf"Would build (\d+) pages into {re.escape(str(root))}/site\.\n", result.stdout
    )
    assert count
    assert result.stderr == "Nothing was written (--dry-run).\n"
    typed(root, "build")
    built = {path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*.html")}
    assert len(built - {"404.html"}) == int(count[1])


def test_a_dry_build_refuses_as_the_build_does(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    args = ["-C", str(root), "build", "--dry-run"]
    foreign = CliRunner().invoke(playbook, [*args, "-d", str(tmp_path / "mine")])
    assert foreign.exit_code == 2
    assert "were not made here" in foreign.stderr
    (root / "prospects" / "kit-lawson.yml").write_text(BROKEN, encoding="utf-8")
    strict = CliRunner().invoke(playbook, [*args, "--strict"])
    assert (strict.exit_code, strict.stdout) == (1, "")
    assert not (root / "site").exists()


def test_dry_exports_say_what_would_be_and_write_nothing(root: Path, tmp_path: Path) -> None:
    before = everything(root.parent)
    pages = typed(root, "export", str(tmp_path / "out"), "--dry-run")
    assert re.match(rf"Would write \d+ files into {re.escape(str(tmp_path))}/out, ", pages.stdout)
    contacts = typed(root, "export", "--csv", "-o", str(tmp_path / "c.csv"), "--dry-run")
    assert contacts.stdout == f"Would save 3 contacts as {tmp_path}/c.csv.\n"
    printed = typed(root, "export", "--vcf", "--dry-run")
    assert printed.stdout == "Would print 3 contacts.\n"
    own = CliRunner().invoke(
        playbook, ["-C", str(root), "export", "--csv", "-o", str(root / "mkdocs.yml"), "--dry-run"]
    )
    assert own.exit_code == 2
    assert everything(root.parent) == before


def test_a_dry_serve_says_the_address(root: Path) -> None:
    result = typed(root, "serve", "-a", "127.0.0.1:8123", "--dry-run")
    assert result.stdout.startswith("Would show the site at http://127.0.0.1:8123/")
    assert result.stderr == "Nothing was written (--dry-run).\n"


def test_two_kinds_of_contacts_at_once_are_refused(root: Path) -> None:
    said = CliRunner().invoke(playbook, ["-C", str(root), "export", "--csv", "--vcf"])
    assert (said.exit_code, said.stdout) == (2, "")
    assert "choose one" in said.stderr
