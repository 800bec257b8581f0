"""The bench measures what it says: whole people without a fault, and pages with the same words."""

from __future__ import annotations

from pathlib import Path

from bench.markdown import render_markdown
from bench.people import TODAY, telephone, tell_people, write_playbook
from generator import pipeline

REPOSITORY = Path(__file__).parent.parent
PAGE = """---
title: "Dana"
---

<h2 id="told">What she told <em>you</em></h2>
<ul class="x"><li>Move in <strong>March</strong></li><li><p>one</p><p>two</p></li></ul>
<p><svg><path d="M0"/></svg> <a href="../weeks/2026-W48.html#mon">the_week</a></p>
<pre><code>Hello,&#10;&#10;*you*</code></pre>
<details><summary>Then</summary><p>later</p></details>
<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
"""
MARKDOWN = """---
title: "Dana"
---

## What she told *you*

-   Move in **March**
-   one

    two

[the\\_week](../weeks/2026-W48.md#mon)

```
Hello,

*you*
```

??? note "Then"

    later

| a | b |
| --- | --- |
| 1 | 2 |
"""


def test_a_page_becomes_the_markdown_that_a_person_would_write() -> None:
    assert render_markdown(PAGE) == MARKDOWN


def test_the_people_of_the_bench_are_read_without_a_fault(tmp_path: Path) -> None:
    write_playbook(tmp_path, REPOSITORY, 80)
    workspace = pipeline.load(tmp_path, TODAY, TODAY)
    assert [str(problem) for problem in workspace.problems] == []
    assert len(workspace.prospects) == 80


def test_two_runs_measure_the_same_people() -> None:
    assert list(tell_people(50)) == list(tell_people(50))


def test_no_two_people_of_the_bench_share_a_telephone() -> None:
    assert len({telephone(number) for number in range(5_000)}) == 5_000
