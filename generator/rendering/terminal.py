"""The day, the week, a person and the reasons, as text of 80 columns for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.days import Week
from generator.model.plan import Action, Plan, Reason, Unplanned
from generator.model.prospect import Prospect, Touch
from generator.model.rules import rule_named
from generator.model.workspace import Unreadable, Workspace
from generator.rendering import speech
from generator.rendering.agenda import Agenda
from generator.rendering.asking import Question
from generator.rendering.ink import Ink, plain, seen_width, wrap, wrap_paragraphs
from generator.rendering.words import Words

PLAIN = Ink()
DOT = " \N{MIDDLE DOT} "

Lines = Iterator[str]


def render_today(workspace: Workspace, plan: Plan, ink: Ink = PLAIN) -> str:
    """Give what to do today and what slipped; on an empty day, who comes next."""
    agenda = Agenda(workspace, plan)
    return _text(_today(agenda, ink))


def render_week(workspace: Workspace, plan: Plan, week: Week, ink: Ink = PLAIN) -> str:
    """Give the days of `week`: what was done, and what is to do."""
    return _text(_week(Agenda(workspace, plan), week, ink))


def render_plan(workspace: Workspace, plan: Plan, ink: Ink = PLAIN) -> str:
    """Give everything that is planned, a line an action, and everybody who has nothing."""
    return _text(_plan(Agenda(workspace, plan), ink))


def render_words(words: Words, *, wrapped: bool = False) -> str:
    """Give words as they would be sent, the subject first; `wrapped` breaks lines for a screen."""
    text = f"Subject: {words.subject}\n\n{words.text}" if words.subject else words.text
    return _text(wrap_paragraphs(plain(text)) if wrapped else plain(text).split("\n"))


def render_why(workspace: Workspace, plan: Plan, slug: str, ink: Ink = PLAIN) -> str:
    """Give every reason behind the next action of one prospect, then what was refused."""
    return _text(_why(Agenda(workspace, plan), slug, ink))


def render_show(workspace: Workspace, plan: Plan, slug: str, ink: Ink = PLAIN) -> str:
    """Give all that is known of one prospect, but for what is `private`."""
    agenda = Agenda(workspace, plan)
    prospect = agenda.prospects.get(slug)
    if not prospect:
        return _text(_unreadable(agenda, slug, ink))
    return _text(_show(agenda, prospect, ink))


def _text(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"


# --- today ------------------------------------------------------------------------------------


def _today(agenda: Agenda, ink: Ink) -> Lines:
    today = agenda.today
    yield ink.strong(speech.say_day(today)) + ink.faint(f"{DOT}{speech.say_week(Week.of(today))}")
    yield ""
    yield from _today_block(agenda, ink)
    if agenda.slipped:
        yield ""
        yield ink.late(f"SLIPPED{DOT}{agenda.slipped_said}")
        for action in agenda.slipped:
            yield ""
            yield from _slipped_entry(agenda, action, ink)
    if agenda.for_today or agenda.slipped:
        yield ""
        yield from (ink.faint(line) for line in _hints(agenda))


def _today_block(agenda: Agenda, ink: Ink) -> Lines:
    if not agenda.for_today and not agenda.late_today:
        yield from wrap(say_nobody(agenda))
        return
    yield ink.strong(f"TODAY{DOT}{agenda.size_of(agenda.today)}")
    if not agenda.for_today:
        yield from ("", "  Nothing new; what slipped comes first.")
    for action in agenda.for_today:
        yield ""
        yield from _entry(agenda, action, ink)


_BEGIN_WITH_SOMEBODY = '`playbook add "NAME" --company "FIRM"` puts the first person in.'
_MEND_IT = "`playbook check` says what to mend."
_BEGIN_WITH_WORDS = (
    '`playbook new script emails "TITLE"` begins one; `playbook init` brings a hundred.'
)


def say_nobody(agenda: Agenda) -> str:
    """Say that the day is free, and who comes next."""
    if not agenda.workspace.prospects and not agenda.workspace.unreadable:
        return f"There is nobody in your playbook yet. {_BEGIN_WITH_SOMEBODY}"
    if agenda.workspace.closed_by:
        return f"Nothing is planned: {agenda.workspace.closed_by} could not be read. {_MEND_IT}"
    if not agenda.workspace.scripts:
        return (
            f"There are no scripts in your playbook yet, so nothing is planned. {_BEGIN_WITH_WORDS}"
        )
    upcoming = agenda.next_touch
    if not upcoming:
        weeks = speech.say_count(agenda.plan.weeks, "week")
        return f"Nobody to contact today, nor in the next {weeks}.{_say_lost(agenda)}"
    prospect = agenda.prospects.get(upcoming.prospect)
    who = speech.say_first_name(prospect) if prospect else upcoming.prospect
    return f"Nobody to contact today. Next: {who} {speech.say_on(upcoming.date, agenda.today)}."


def _say_lost(agenda: Agenda) -> str:
    lost = sum(map(agenda.is_lost, agenda.prospects.values()))
    if not lost:
        return ""
    who = "One person" if lost == 1 else f"{lost} people"
    return f" {who} cannot be reached; `playbook check` says what is missing."


def _hints(agenda: Agenda) -> Lines:
    first = (agenda.for_today or agenda.slipped)[0].prospect
    yield from wrap(f"playbook script {first}", "The words:   ")
    yield from wrap(f"playbook why {first}", "The reasons: ")


def _slipped_entry(agenda: Agenda, action: Action, ink: Ink) -> Lines:
    yield from _headline(agenda, action, ink)
    moved = agenda.moved(action)
    said = f"{_slipped(agenda, action, moved)} {_slip_reason(agenda, action)}"
    yield from wrap(plain(said), _indent(action))
    yield from _to_have_ready(agenda, action, ink)


def _slipped(agenda: Agenda, action: Action, more: str) -> str:
    since = speech.say_near(action.window.latest, agenda.today)
    return f"Slipped, since {since}{f'; {more}' if more else ''}."


def _slip_reason(agenda: Agenda, action: Action) -> str:
    full = (speech.say_sentence(r.says) for r in action.because[1:] if r.rule == "capacity")
    return " ".join([agenda.why(action), *list(full)[:1]])


# --- one action -------------------------------------------------------------------------------


def _entry(agenda: Agenda, action: Action, ink: Ink) -> Lines:
    if action.status == "overdue":
        yield from _slipped_entry(agenda, action, ink)
        return
    yield from _headline(agenda, action, ink)
    few = _few_words(agenda, action)
    yield from wrap(few, _indent(action)) if few else ()
    yield from _to_have_ready(agenda, action, ink)


def _headline(agenda: Agenda, action: Action, ink: Ink) -> Lines:
    doing = agenda.doing(action)
    firm = agenda.firm(action.prospect)
    if action.do == "prepare":
        arrival = agenda.arrival(action)
        said = ink.strong(plain(doing)) + (f": {arrival}" if arrival else "")
    else:
        said = DOT.join(
            part for part in (ink.strong(plain(doing)), plain(firm), agenda.hours(action)) if part
        )
    yield from wrap(said, f"  {ink.accent(action.code)}  ", _indent(action))


def _indent(action: Action) -> str:
    return " " * (len(action.code) + 4)


def _few_words(agenda: Agenda, action: Action) -> str:
    if action.do == "prepare" and agenda.arrival(action):
        return ""  # The headline says by when; why it is needed then is what `why` tells.
    sure = " Only if nothing comes back before then." if agenda.is_assumed(action) else ""
    return plain(agenda.why(action)) + sure


def _to_have_ready(agenda: Agenda, action: Action, ink: Ink) -> Lines:
    item = agenda.item_of(action)
    if agenda.made_ready(action):
        yield from wrap(plain(speech.say_sentence(agenda.underway(action))), _indent(action))
    elif agenda.arrives(action):
        yield from wrap("It is meant to arrive that day.", _indent(action))
    if item and not agenda.is_on_its_way(action):
        guess = " (a guess)" if agenda.is_guess(action) else ""
        yield from wrap(plain(f"{_item_verb(action)}: {item.title}{guess}"), _indent(action))
    for question in agenda.asks(action) if action.do == "touch" else ():
        yield from _asked(question, "First: ", _indent(action), ink)


def _asked(question: Question, begins: str, indent: str, ink: Ink) -> Lines:
    """Ask, and say on the next line how the answer is written down."""
    yield from wrap(begins + plain(question.says), indent)
    if question.command:
        yield indent + "  " + ink.accent(plain(question.command))
    elif question.place:
        yield from wrap(plain(question.place), f"{indent}  ")


def _item_verb(action: Action) -> str:
    return "Give" if action.do == "touch" else "That is"


# --- a week -----------------------------------------------------------------------------------


def _week(agenda: Agenda, week: Week, ink: Ink) -> Lines:
    days = speech.say_week_days(week, agenda.today)
    yield ink.strong(speech.say_sentence(speech.say_week(week))[:-1]) + ink.faint(f"{DOT}{days}")
    if week > Week.of(agenda.today).plus(agenda.plan.weeks - 1):
        yield from ("", *wrap(_beyond(agenda)))
        return
    for day in agenda.days_of(week):
        yield ""
        yield from _day(agenda, day, ink)


def _beyond(agenda: Agenda) -> str:
    return (
        f"The plan reaches {speech.say_count(agenda.plan.weeks, 'week')} ahead, not as far as this."
    )


def _day(agenda: Agenda, day: date, ink: Ink) -> Lines:
    near = f"{DOT}today" if day == agenda.today else ""
    yield ink.strong(speech.say_day(day)) + near
    done = agenda.done_on(day)
    for prospect, touch in done:
        yield from _done(agenda, prospect, touch, ink)
    actions = agenda.on(day) if day >= agenda.today else ()
    for action in actions:
        yield from _entry(agenda, action, ink)
    if not done and not actions:
        yield ink.faint(f"  {plain(agenda.day_off(day)) or 'nobody'}")


def _done(agenda: Agenda, prospect: Prospect, touch: Touch, ink: Ink) -> Lines:
    what = speech.say_touch(touch, agenda.channels)
    who = DOT.join(part for part in (prospect.title, agenda.firm(prospect.slug)) if part)
    yield from (ink.faint(line) for line in wrap(f"{plain(who)}: {what}", "  done: "))


# --- the whole plan ---------------------------------------------------------------------------


def _plan(agenda: Agenda, ink: Ink) -> Lines:
    plan = agenda.plan
    last = Week.of(plan.today).plus(plan.weeks - 1)
    weeks = speech.say_count(plan.weeks, "week")
    yield ink.strong(f"From {speech.say_day(plan.today)}") + ink.faint(f"{DOT}{weeks}")
    for number in range(plan.weeks):
        week = Week.of(plan.today).plus(number)
        yield ""
        days = speech.say_week_days(week, plan.today)
        yield ink.strong(speech.say_sentence(speech.say_week(week))[:-1]) + ink.faint(DOT + days)
        yield from _week_lines(agenda, week, ink)
    if plan.unplanned:
        yield ""
        yield ink.strong(
            f"Nothing until after {speech.say_day(last.days[-1], plan.today)}, or at all"
        )
        for unplanned in plan.unplanned:
            yield from _unplanned_line(agenda, unplanned, ink)


def _week_lines(agenda: Agenda, week: Week, ink: Ink) -> Lines:
    actions = agenda.in_week(week)
    if not actions:
        yield ink.faint("  nobody")
    widest = max((len(a.code) for a in actions), default=0)
    for action in actions:
        marks = [word for word in (_mark(agenda, action),) if word]
        said = DOT.join([plain(agenda.doing(action)), *marks])
        first = f"  {speech.say_short_day(action.date):<11} {ink.accent(action.code)}"
        yield from wrap(said, first + " " * (widest - len(action.code) + 2))


def _mark(agenda: Agenda, action: Action) -> str:
    is_told = action.status == "overdue" or agenda.is_assumed(action)
    return speech.say_status(action.status) if is_told else ""


def _unplanned_line(agenda: Agenda, unplanned: Unplanned, ink: Ink) -> Lines:
    until = f", until {speech.say_day(unplanned.until, agenda.today)}" if unplanned.until else ""
    said = f"{agenda.name(unplanned.prospect)}: {speech.say_left(unplanned)}{until}"
    yield from wrap(plain(said), "  ", "    ")
    for reason in unplanned.because[:1]:
        lines = wrap(plain(speech.say_sentence(reason.says)), "    ")
        yield from (ink.faint(line) for line in lines)


# --- why --------------------------------------------------------------------------------------


def _why(agenda: Agenda, slug: str, ink: Ink) -> Lines:
    action = agenda.next_of(slug)
    unplanned = next((u for u in agenda.plan.unplanned if u.prospect == slug), None)
    if action:
        yield from _why_action(agenda, action, ink)
    elif unplanned and slug in agenda.prospects:
        yield from _why_nothing(agenda, unplanned, ink)
    else:
        yield from _unreadable(agenda, slug, ink)


def _why_action(agenda: Agenda, action: Action, ink: Ink) -> Lines:
    when = speech.say_on(action.date, agenda.today)
    said = DOT.join(
        part
        for part in (ink.strong(plain(agenda.doing(action))), when, agenda.hours(action))
        if part
    )
    yield from wrap(said)
    yield from wrap(_placed(agenda, action))
    yield from _reasons("Why, in this order", action.because, ink)
    told = {reason.says for reason in action.because}
    left = tuple(reason for reason in action.refused if reason.says not in told)
    if left:
        yield from _reasons("What was thought of and left", left, ink)
    for question in agenda.asks(action):
        yield ""
        yield from _asked(question, "Before it goes out: ", "", ink)


def _placed(agenda: Agenda, action: Action) -> str:
    parts = [
        "on its way" if agenda.is_on_its_way(action) else speech.say_status(action.status),
        f"touch {action.touch_number}",
        f"fits {speech.say_window(action.window, agenda.today)}",
    ]
    return DOT.join(parts)


def _why_nothing(agenda: Agenda, unplanned: Unplanned, ink: Ink) -> Lines:
    yield from wrap(ink.strong(plain(agenda.name(unplanned.prospect))))
    until = f" before {speech.say_day(unplanned.until, agenda.today)}" if unplanned.until else ""
    yield from wrap(f"Nothing is planned{until}: {speech.say_left(unplanned)}.")
    yield from _reasons("Why", unplanned.because, ink)


def _reasons(title: str, reasons: tuple[Reason, ...], ink: Ink) -> Lines:
    yield ""
    yield ink.strong(title)
    for number, reason in enumerate(reasons, start=1):
        yield ""
        yield from wrap(plain(speech.say_sentence(reason.says)), f"{number:3}. ")
        told = any(earlier.rule == reason.rule for earlier in reasons[: number - 1])
        yield from (ink.faint(line) for line in _rule(reason.rule, told=told))


def _rule(name: str, *, told: bool) -> list[str]:
    """Name the rule; say what it is about the first time that it is named."""
    rule = rule_named(name)
    if not rule or told:
        return wrap(name, "     rule ")
    return wrap(f"{name}: {rule.says} ({rule.source})", "     rule ", "     ")


def _unreadable(agenda: Agenda, slug: str, ink: Ink) -> Lines:
    faulty = next((u for u in agenda.workspace.unreadable if u.slug == slug), None)
    yield ink.strong(plain(slug))
    if not faulty:
        yield "Nothing is planned, and no reason was given."
        return
    yield from wrap("Nothing is planned, because the file has a fault:")
    yield from _faults(faulty)


def _faults(faulty: Unreadable) -> Lines:
    for problem in faulty.problems:
        yield ""
        yield from wrap(plain(str(problem)), "  ")
        if problem.hint:
            yield from wrap(plain(problem.hint), "    ")


# --- one prospect -----------------------------------------------------------------------------


def _show(agenda: Agenda, prospect: Prospect, ink: Ink) -> Lines:
    yield ink.strong(plain(prospect.title))
    firm = ", ".join(
        part for part in (prospect.role, prospect.company if prospect.name else None) if part
    )
    if firm:
        yield from wrap(plain(firm))
    yield from wrap(_where_it_stands(agenda, prospect))
    yield from _section("Next", _next(agenda, prospect), ink)
    yield from _section("To reach them", _reach(agenda, prospect), ink)
    yield from _section("What they told you", _said(agenda, prospect), ink)
    yield from _section("Still owed", _promises(agenda, prospect), ink)
    yield from _section("About", _about(agenda, prospect), ink)
    yield from _section("Notes", wrap_paragraphs(plain(prospect.notes or ""), "  "), ink)
    yield from _section("What happened, newest first", _happened(agenda, prospect), ink)
    yield from _section("Then", _then(agenda, prospect), ink)


def _section(title: str, lines: Iterable[str], ink: Ink) -> Lines:
    held = list(lines)
    if any(line.strip() for line in held):
        yield from ("", ink.strong(title), *held)


def _where_it_stands(agenda: Agenda, prospect: Prospect) -> str:
    history = agenda.history(prospect)
    parts = [
        f"{prospect.stage}: {speech.say_stage(prospect.stage)}",
        agenda.standing(prospect),
        speech.say_touch_number(history) if history.streak else "",
    ]
    return DOT.join(part for part in parts if part)


def _next(agenda: Agenda, prospect: Prospect) -> Lines:
    action = agenda.next_of(prospect.slug)
    if action:
        when = DOT.join(
            p for p in (speech.say_on(action.date, agenda.today), agenda.hours(action)) if p
        )
        yield from wrap(f"{plain(agenda.doing(action))}{DOT}{when}", "  ")
        if action.status == "overdue":
            yield from wrap(_slipped(agenda, action, agenda.away(prospect)), "  ")
        why = _few_words(agenda, action) or speech.say_sentence(agenda.arrival(action))
        yield from wrap(why, "  ")
        if agenda.made_ready(action):
            yield from wrap(plain(speech.say_sentence(agenda.underway(action))), "  ")
        yield from wrap(f"The words: playbook script {prospect.slug}", "  ")
        return
    unplanned = next((u for u in agenda.plan.unplanned if u.prospect == prospect.slug), None)
    until = unplanned.until if unplanned else None
    yield "  Nothing" + (f" before {speech.say_day(until, agenda.today)}." if until else ".")
    for reason in unplanned.because if unplanned else ():
        yield from wrap(plain(speech.say_sentence(reason.says)), "  ")


def _reach(agenda: Agenda, prospect: Prospect) -> Lines:
    address = " / ".join(line.strip() for line in (prospect.address or "").splitlines() if line)
    hours = speech.say_hours(prospect.office_hours) if prospect.office_hours else ""
    away = [s for s in prospect.away if s.last >= agenda.today]
    rows = [
        ("phone", agenda.phone(prospect)),
        ("e-mail", prospect.email or ""),
        ("address", address),
        *((name, url) for name, url in prospect.links.items()),
        ("hours", f"{hours} {_zone(agenda, prospect)}".strip()),
        ("away", ", ".join(speech.say_span(s.first, s.last, agenda.today) for s in away)),
        ("not by", ", ".join(prospect.opt_out)),
    ]
    yield from _rows(rows)


def _zone(agenda: Agenda, prospect: Prospect) -> str:
    mine = agenda.policy.me.timezone if agenda.policy else ""
    zone = prospect.timezone
    return speech.say_zone(zone) if zone and zone != mine else ""


def _rows(rows: Iterable[tuple[str, str]]) -> Lines:
    held = [(name, value) for name, value in rows if value]
    widest = max((seen_width(name) for name, _ in held), default=0)
    for name, value in held:
        yield from wrap(plain(value), f"  {plain(name)}{' ' * (widest - seen_width(name))}  ")


def _said(agenda: Agenda, prospect: Prospect) -> Lines:
    for day, said in agenda.history(prospect).said:
        yield from wrap(plain(said), f"  {speech.say_short_date(day, agenda.today):<12}")


def _promises(agenda: Agenda, prospect: Prospect) -> Lines:
    for _, promise in agenda.history(prospect).promises:
        by = speech.say_near(promise.by, agenda.today)
        yield from wrap(f"{plain(promise.what)}, by {by}", "  ")


def _about(agenda: Agenda, prospect: Prospect) -> Lines:
    today = agenda.today
    rows = [
        ("asked for", speech.say_day(prospect.callback, today) if prospect.callback else ""),
        (
            "put off to",
            speech.say_day(prospect.snooze_until, today) if prospect.snooze_until else "",
        ),
        ("interests", ", ".join(prospect.interests)),
        ("challenges", ", ".join(prospect.challenges)),
        ("objections", ", ".join(prospect.objections)),
        ("knows how you can help", _answer(prospect.understands_us)),
        ("would choose you", _answer(prospect.would_choose_us)),
        ("budget year ends", _year_end(prospect)),
        ("got ready", "; ".join(agenda.lying_ready(prospect))),
        ("came by", prospect.source or ""),
        ("tags", ", ".join(prospect.tags)),
    ]
    yield from _rows(rows)


def _year_end(prospect: Prospect) -> str:
    end = prospect.year_end
    return f"{end.day} {speech.MONTHS[end.month - 1]}" if end else ""


def _answer(trilean: str) -> str:
    return "you have not found out yet" if trilean == "unknown" else trilean


def _happened(agenda: Agenda, prospect: Prospect) -> Lines:
    for touch in reversed(agenda.history(prospect).touches):
        yield from _touch(agenda, touch)


def _touch(agenda: Agenda, touch: Touch) -> Lines:
    parts = [speech.say_touch(touch, agenda.channels)]
    item = agenda.items.get(touch.item or "")
    if touch.item:
        parts.append(f"with {item.title if item else touch.item}")
    first = f"  {speech.say_short_date(touch.date, agenda.today):<12}"
    yield from wrap(plain(", ".join(parts)), first)
    rest = " " * len(first)
    if touch.asked:
        yield from wrap(plain(f"You asked: {touch.asked}"), rest)
    if touch.note:
        yield from wrap_paragraphs(plain(touch.note), rest)


def _then(agenda: Agenda, prospect: Prospect) -> Lines:
    for action in agenda.plan.of(prospect.slug)[1:]:
        when = speech.say_short_date(action.date, agenda.today)
        sure = ", if nothing comes back" if agenda.is_assumed(action) else ""
        ready = f"; {plain(agenda.underway(action))}" if agenda.made_ready(action) else ""
        yield from wrap(f"{plain(agenda.doing(action))}{sure}{ready}", f"  {when:<12}")
