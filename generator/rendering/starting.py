"""A script to begin with: sound as it stands, with a remark for whatever is to become one's own.

One for each kind of the library. What is written here passes `check`, so that the planner may take
it at once; its remarks say what would make it better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.model.text import MOMENTS, PURPOSES, STAGES


@dataclass(frozen=True, slots=True)
class Starter:
    """The head and words of a new script of one kind; `works` and `fails` say when to send it."""

    channel: str
    purpose: str
    words: str
    works: str
    stages: str = "almost, deferred"
    when: str = ""
    gives: str = "none"
    ask: str = "none"
    needs: str = ""
    max_words: int = 120
    lead_days: int = 0
    fails: str = "you would send it to anybody"


_THEIRS = """\
{% if meeting.said %}
I still have this from you in my notes: “{{ meeting.said | first_line }}”
{% endif %}
"""
_TOLD = """\
{% if meeting.said %}
They told you: “{{ meeting.said | first_line }}”
{% endif %}
"""
_FIRM = "{% if prospect.company %}{{ prospect.company }}{% else %}you{% endif %}"
_AT_THEIRS = "{% if prospect.company %} at {{ prospect.company }}{% endif %}"

STARTERS: Mapping[str, Starter] = MappingProxyType({
    "handwritten-notes": Starter(
        channel="note", purpose="thanks", when="after-meeting", stages="met",
        needs="meeting.said", max_words=60,
        works="you met them, and one sentence of theirs stayed with you",
        words="""\
Dear {{ prospect.first_name }},

Thank you for {{ meeting.date | day }}. What I took home was this:

“{{ meeting.said | first_line }}”

{{ me.first_name }}
""",
    ),
    "courier-gifts": Starter(
        channel="gift", purpose="value", gives="book", max_words=70, lead_days=4,
        works="you have read the book, and it answers something that they asked",
        words=f"""\
Dear {{{{ prospect.first_name }}}},

“{{{{ item.title }}}}” is yours to keep. I read it and thought of {_FIRM}.

{_THEIRS}
{{{{ me.first_name }}}}
""",
    ),
    "event-invites": Starter(
        channel="invite", purpose="value", gives="event", lead_days=1,
        ask="a yes or no by the reply date",
        works="you go there yourself and can say in a sentence why they should",
        words=f"""\
Subject: {{{{ event.title }}}}, {{{{ event.date | day }}}}

Hello {{{{ prospect.first_name }}}},

I am going to “{{{{ event.title }}}}” on {{{{ event.date | day }}}} and thought of {_FIRM}.

{_THEIRS}
Would you like to come along?

{{{{ me.first_name }}}}
""",
    ),
    "breakup-messages": Starter(
        channel="email", purpose="breakup", ask="one line to say where it stands",
        works="five touches or more have come back without a word",
        words=f"""\
Subject: Shall I stop here?

Hello {{{{ prospect.first_name }}}},

I have tried you a few times now{_AT_THEIRS}, and it has been quiet.

{_THEIRS}
Would it be kinder if I stopped? One word is enough, and either is a good answer.

{{{{ me.first_name }}}}
""",
    ),
    "calls": Starter(
        channel="call", purpose="value", gives="advice", needs="item.note", max_words=150,
        ask="tell me what came of it",
        works="you have one thing that they could use today, with or without you",
        words=f"""\
Open: Hello {{{{ prospect.first_name }}}}, {{{{ me.first_name }}}} here. I have one thing for \
{_FIRM}, and it takes two minutes. Is now all right?

Give: {{{{ item.note }}}}

{_TOLD}
(Two things are worth knowing: do they understand what you do, and would they choose you?)

Find out:
{{% if not prospect.understands_us %}}
How would you tell a colleague what we do?
{{% endif %}}
{{% if not prospect.would_choose_us %}}
If something came up, what would speak for us, and what against?
{{% elif prospect.understands_us %}}
What has changed since we last spoke?
{{% endif %}}

Ask: When you have tried it, would you tell me what came of it?

If they say “bad moment”: When is a better one? (Write it down, and keep to it.)

If they say “we have somebody”: I am glad. What do they do well?
""",
    ),
    "voicemails": Starter(
        channel="voicemail", purpose="value", gives="report", max_words=80,
        ask="say yes if you want it",
        works="you have it on your desk and would send it within the hour",
        words=f"""\
Hello {{{{ prospect.first_name }}}}, this is {{{{ me.name }}}}. I read “{{{{ item.title }}}}” and \
thought of {_FIRM}.

If you want it, ring me on {{{{ me.phone }}}} or send me an e-mail. If not, no harm done. Bye for \
now.
""",
    ),
    "emails": Starter(
        channel="email", purpose="value", gives="article",
        works="you have read it, and can say which sentence made you think of them",
        words=f"""\
Subject: {{{{ item.title }}}}

Hello {{{{ prospect.first_name }}}},

I read “{{{{ item.title }}}}” and thought of {_FIRM}.

{_THEIRS}
{{% if item.url %}}
{{{{ item.url }}}}
{{% endif %}}

{{{{ me.first_name }}}}
""",
    ),
    "mailshots": Starter(
        channel="mailshot", purpose="value", gives="article",
        works="it comes seldom, says that it goes to many, and would be missed",
        fails="there is no news worth a minute of a stranger",
        words="""\
Subject: {{ item.title }}

Hello {{ prospect.first_name }},

This goes to a few people at once: “{{ item.title }}”
{% if item.url %}
{{ item.url }}
{% endif %}

If you would rather not have such things, one word is enough.

{{ me.name }}
""",
    ),
    "introductions": Starter(
        channel="intro", purpose="value", gives="person", ask="shall I put you in touch",
        works="you have asked the other person first, and both would thank you",
        words=f"""\
Subject: Somebody you may like

Hello {{{{ prospect.first_name }}}},

I know somebody you might like to meet: {{{{ item.title }}}}.

{_THEIRS}
Shall I put the two of you in touch?

{{{{ me.first_name }}}}
""",
    ),
    "social": Starter(
        channel="social", purpose="value", gives="article", max_words=70,
        works="you write to each other there anyway, and nobody else reads it",
        words=f"""\
Hello {{{{ prospect.first_name }}}}, I read “{{{{ item.title }}}}” and thought of {_FIRM}. \
No reply needed.
{{% if item.url %}}
{{{{ item.url }}}}
{{% endif %}}

{{{{ me.first_name }}}}
""",
    ),
    "thank-yous": Starter(
        channel="email", purpose="thanks", max_words=90,
        works="they helped you, and you can say how. You choose this one yourself",
        words="""\
Subject: Thank you

Hello {{ prospect.first_name }},

What you told me about [what it was] helped, and I wanted you to know it. Thank you.

{{ me.first_name }}
""",
    ),
})  # fmt: skip
"""By kind, which is the folder of the script."""

_GIVES = "article report book gift event advice person lead, or none"


def render_starter(starter: Starter, title: str) -> str:
    """Give the text of a new script: a comment at each key, a remark above the words."""
    rows = [
        ("title", _quoted(title), "what you call it"),
        ("channel", starter.channel, "how it reaches them"),
        ("purpose", starter.purpose, " ".join(PURPOSES)),
        ("stages", f"[{starter.stages}]", " ".join(STAGES)),
        _when(starter),
        ("language", "en", "scripts in somebody's own language come first"),
        ("gives", starter.gives, f"from the shelf: {_GIVES}"),
        ("ask", starter.ask, "the one thing it asks for, or none"),
        ("needs", f"[{starter.needs}]", "slots without which it is not sent"),
        ("max_words", str(starter.max_words), "a note has 60 at most, other words 120"),
        ("lead_days", str(starter.lead_days), "business days before it arrives"),
        ("cost", "0", "beside the thing itself: the courier, the printing"),
    ]
    head = [f"{f'{key}: {value}':<35} # {comment}" for key, value, comment in rows]
    about = [
        f"{{# Works when: {starter.works}.",
        f"   Not when: {starter.fails}.",
        "   Make it yours: read it aloud, and change every word that you would not say. #}",
    ]
    return "\n".join(["---", *head, "---", *about, starter.words])


def _when(starter: Starter) -> tuple[str, str, str]:
    moments = " ".join(MOMENTS)
    if starter.when:
        return "when", starter.when, moments
    return "# when", "", f"a moment; left out, it is for any time. {moments}"


def _quoted(title: str) -> str:
    """Write a title so that YAML takes it as it stands."""
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
