"""How things are said: dates, hours, counts, money, telephone numbers, and the words of the field.

One place, so that the page, the sheet and the terminal say the same thing in the same words.
Everything here is plain text: whoever prints it into HTML escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from generator.model.channel import Channel
from generator.model.days import Hours, Week
from generator.model.history import History
from generator.model.plan import TimeSlot, Unplanned, Window
from generator.model.prospect import Prospect, Touch
from generator.model.telephone import CODES

# Own names instead of strftime's: what is printed must not change with the machine's locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DASH = "\N{EN DASH}"

_NEAR_DAYS = 6
_HALF_A_YEAR = 183


# --- days -------------------------------------------------------------------------------------


def say_weekday(day: date) -> str:
    """Say `Tuesday`."""
    return WEEKDAYS[day.weekday()]


def say_day(day: date, today: date | None = None) -> str:
    """Say `Tuesday 24 November`; with the year when `today` is more than half a year away."""
    year = f" {day.year}" if today and abs((day - today).days) > _HALF_A_YEAR else ""
    return f"{say_weekday(day)} {day.day} {MONTHS[day.month - 1]}{year}"


def say_full_day(day: date) -> str:
    """Say `Tuesday 24 November 2026`: for paper, which outlives its year."""
    return f"{say_weekday(day)} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_date(day: date, today: date | None = None) -> str:
    """Say `24 November`, without the weekday; with the year when `today` is far from it."""
    year = f" {day.year}" if today and abs((day - today).days) > _HALF_A_YEAR else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def say_short_date(day: date, today: date | None = None) -> str:
    """Say `24 Nov`, for narrow places; with the year when `today` is far from it."""
    year = f" {day.year}" if today and abs((day - today).days) > _HALF_A_YEAR else ""
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def say_short_day(day: date) -> str:
    """Say `Tue 24 Nov`, for narrow places."""
    return f"{say_weekday(day)[:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def say_near(day: date, today: date) -> str:
    """Say a day as one does across a desk: `today`, `tomorrow`, `Thursday`, `Tuesday 8 December`.

    Within six days either way the weekday is enough; the sentence around it says past or future.
    """
    away = (day - today).days
    named = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away)
    if named:
        return named
    return say_weekday_near(day, today)


def say_weekday_near(day: date, today: date) -> str:
    """Say `Thursday`, and further away than six days, where that is another one, the whole day."""
    return say_weekday(day) if abs((day - today).days) <= _NEAR_DAYS else say_day(day, today)


def say_on(day: date, today: date) -> str:
    """Say the same with its preposition: `today`, `tomorrow`, `on Thursday`."""
    near = say_near(day, today)
    return near if near in {"yesterday", "today", "tomorrow"} else f"on {near}"


def say_ago(day: date, today: date) -> str:
    """Say how long ago a day is: `today`, `yesterday`, `34 days ago`, `5 months ago`."""
    away = (today - day).days
    if away <= 1:
        return say_near(day, today)
    return f"{say_duration(away)} ago"


def say_duration(days: int) -> str:
    """Say a number of days: `34 days`; from three months on in months, from two years on in years.

    Gaps of the rhythm are always told in days: those are below three months.
    """
    if days < 90:  # noqa: PLR2004 — three months
        return say_count(days, "day")
    months = round(days / 30.44)
    return say_count(months, "month") if months < 24 else say_count(months // 12, "year")  # noqa: PLR2004 — two years


def say_span(first: date, last: date, today: date | None = None) -> str:
    """Say `23 to 27 November`, `30 November to 4 December`, or one day."""
    if first == last:
        return say_date(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {say_date(last, today)}"
    begins = say_date(first, today) if first.year == last.year else say_date(first)
    return f"{begins} to {say_date(last, today)}"


def say_window(window: Window, today: date) -> str:
    """Say the days between which a touch belongs: `between 20 November and 2 December`."""
    if window.earliest == window.latest:
        return say_on(window.latest, today)
    if window.earliest <= today <= window.latest:
        return f"by {say_near(window.latest, today)}"
    first, last = window.earliest, window.latest
    begins = str(first.day) if first.month == last.month else say_date(first, today)
    return f"between {begins} and {say_date(last, today)}"


def say_week(week: Week) -> str:
    """Say `week 48`; the year belongs to the days that stand beside it."""
    return f"week {week.number}"


def say_week_days(week: Week, today: date | None = None) -> str:
    """Say `23 to 29 November`."""
    return say_span(week.days[0], week.days[-1], today)


# --- hours ------------------------------------------------------------------------------------


def say_clock(moment: time) -> str:
    """Say `10:00`."""
    return f"{moment:%H:%M}"


def say_hours(hours: Hours) -> str:
    """Say `9:00 to 17:30` with a dash, as on a door."""
    return f"{say_clock(hours.start)}{DASH}{say_clock(hours.end)}"


def say_slot(slot: TimeSlot) -> str:
    """Say the hours of a slot on its own clock: `10:00-12:00`, with a proper dash."""
    return f"{say_clock(slot.start)}{DASH}{say_clock(slot.end)}"


def my_times(slot: TimeSlot, timezone: str) -> tuple[datetime, datetime]:
    """Give the start and the end of a slot on the clock of `timezone`."""
    theirs, mine = ZoneInfo(slot.timezone), ZoneInfo(timezone)
    start = datetime.combine(slot.date, slot.start, theirs).astimezone(mine)
    return start, datetime.combine(slot.date, slot.end, theirs).astimezone(mine)


def say_my_slot(slot: TimeSlot, timezone: str) -> str:
    """Say a slot of theirs on my clock: `15:00-17:00`; empty where both clocks show the same.

    With the weekday (`Wednesday 01:00-02:00`) where my date is another than theirs.
    """
    start, end = my_times(slot, timezone)
    if (start.date(), start.time()) == (slot.date, slot.start):
        return ""
    hours = f"{say_clock(start.time())}{DASH}{say_clock(end.time())}"
    away = (start.date() - slot.date).days
    return hours if not away else f"{say_weekday(start.date())} {hours}"


def say_zone(timezone: str) -> str:
    """Say whose clock it is: `New York time` for `America/New_York`, wherever in it they live."""
    place = timezone.rsplit("/", 1)[-1].replace("_", " ")
    return place if place.startswith(("UTC", "GMT")) else f"{place} time"


def say_minutes(minutes: int) -> str:
    """Say `about 50 minutes`, `about an hour`, `about 2½ hours`: an estimate, so in steps."""
    if minutes < 55:  # noqa: PLR2004 — nearly an hour is an hour
        return f"about {max(5, 5 * round(minutes / 5))} minutes"
    halves = round(minutes / 30)
    if halves == 2:  # noqa: PLR2004 — two half hours
        return "about an hour"
    return f"about {halves // 2}{'½' if halves % 2 else ''} hours"


def say_size(things: int, minutes: int, late: int) -> str:
    """Say how much is to do: `8 things, about 1½ hours, 6 of them late`."""
    whole = f"{say_count(things, 'thing')}, {say_minutes(minutes)}"
    if not late:
        return whole
    return f"{whole}, {_say_late(things, late)}"


def _say_late(things: int, late: int) -> str:
    if late < things:
        return f"{late if late > 1 else 'one'} of them late"
    return "late" if things == 1 else "all of them late"


def say_reading_time(words: int) -> str:
    """Say how long so many words take to speak, at 150 words a minute: `about 40 seconds`."""
    seconds = max(5, 5 * round(words * 60 / 150 / 5))
    if seconds < 60:  # noqa: PLR2004 — a minute
        return f"about {seconds} seconds"
    minutes, rest = divmod(seconds, 60)
    spoken = say_count(minutes, "minute")
    return f"about {spoken} {rest} seconds" if rest else f"about {spoken}"


def say_countdown(seconds: float) -> str:
    """Say what is left of a short time: `0:30`."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02}"


# --- counts, lists, money ---------------------------------------------------------------------


def say_count(count: int, one: str, many: str = "") -> str:
    """Say `1 day`, `34 days`, `no things` never: nought stays a number."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def say_list(things: Sequence[str], last: str = "and") -> str:
    """Say `a, b and c`."""
    if len(things) < 2:  # noqa: PLR2004 — nothing to join
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹"}
_WORDED = {"AUD": "A$", "CAD": "C$", "NZD": "NZ$"}


def say_money(amount: float, currency: str) -> str:
    """Say `£38`, `£38.50`, `120 CHF`."""
    number = f"{amount:,.0f}" if abs(amount - round(amount)) < 0.005 else f"{amount:,.2f}"  # noqa: PLR2004 — half a penny
    sign = _SIGNS.get(currency) or _WORDED.get(currency)
    return f"{sign}{number}" if sign else f"{number} {currency}"


def say_sentence(text: str) -> str:
    """Begin with a capital and end with a stop, leaving the rest as it was written."""
    text = text.strip()
    if not text:
        return ""
    return end_sentence(text[0].upper() + text[1:])


def end_sentence(text: str) -> str:
    """End with a stop, where nothing ends it yet."""
    return text if text[-1:] in ".!?…:" else f"{text}."


# --- telephone numbers ------------------------------------------------------------------------


def local_phone(phone: str, country: str) -> str:
    """Give a number as it is dialled inside `country`: `+44 20 7946 0123` is `020 7946 0123` there.

    A number of another country, or of a country that is not known here, stays as it was written.
    """
    code, trunk = CODES.get(country.upper(), ("", ""))
    found = re.fullmatch(rf"\s*(?:\+|00)\s*{code}[\s.\-]*(\(0\))?[\s.\-]*(.+)", phone)
    if not code or not found:
        return phone
    rest = found[2].strip()
    already = trunk and rest.startswith(trunk)
    return rest if already else f"{trunk}{rest}"


# --- the words of the field -------------------------------------------------------------------

PURPOSE_WORDS: Mapping[str, str] = {
    "thanks": "to say thank you",
    "value": "to give something useful",
    "ask": "to ask for one thing",
    "movement": "to ask what comes next",
    "status": "to hear where it stands",
    "answer": "to answer, or to keep a promise",
    "breakup": "to ask whether to stay or go",
    "closing": "to close kindly",
}
STAGE_WORDS: Mapping[str, str] = {
    "lead": "not met yet",
    "met": "you have met once",
    "proposal": "your proposal is with them",
    "almost": "they like you and have no work for you yet",
    "deferred": "put off: no budget, or they do it themselves for now",
    "won": "a client",
    "declined": "they said no",
    "unfit": "not a fit",
}
STANDING_WORDS: Mapping[str, str] = {
    "new": "not contacted yet",
    "active": "in touch",
    "waiting": "waiting for a date",
    "quiet": "gone quiet",
    "breakup-due": "time to ask: stay or go",
    "resting": "resting",
    "closed": "closed",
    "blocked": "asked not to be contacted",
}
STATUS_WORDS: Mapping[str, str] = {
    "overdue": "slipped",
    "due": "today",
    "planned": "planned",
    "projected": "if nothing comes back",
}
_MINE: Mapping[str, str] = {
    "sent": "sent",
    "delivered": "delivered",
    "connected": "you talked",
    "voicemail": "left a voicemail",
    "no_answer": "no answer",
    "replied": "they replied",
    "held": "you met",
    "attended": "they came",
    "accepted": "they said yes",
    "declined": "they said no",
    "bounced": "it came back",
    "practised": "practised",
}
_THEIRS: Mapping[str, str] = {"sent": "from them", "delivered": "from them", "replied": "from them"}


UNREACHED = frozenset({"reach", "opt-out"})
"""Rules that close a line to somebody."""
NOTHING_REACHES = "nothing reaches them"


TO_ANSWER = "to answer them"
TO_KEEP = "to keep your promise"
_ASKS_WHETHER = re.compile(r"(?:whether|what|where|when|who|how|if)\b")
_ASKS_SO = re.compile(r"(?:[a-z]+ )?(?:me|I|you|we|they|this|it)\b")


def say_purpose(purpose: str, ask: str = "none") -> str:
    """Say why a touch is made, in words: `to give something useful`, `to ask for a name`.

    `ask` is what its script asks for, as a person put it: a thing, a question or a sentence.
    """
    if purpose != "ask" or ask in {"", "none"}:
        return PURPOSE_WORDS.get(purpose, purpose)
    if _ASKS_WHETHER.match(ask):
        return f"to ask {ask}"
    return f"to ask: {ask}" if _ASKS_SO.match(ask) else f"to ask for {ask}"


def say_a(noun: str) -> str:
    """Put the article before a noun: `an e-mail`."""
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def say_stage(stage: str) -> str:
    """Say what a stage means: `they like you and have no work for you yet`."""
    return STAGE_WORDS.get(stage, stage)


def say_standing(standing: str) -> str:
    """Say what history says of someone: `gone quiet`."""
    return STANDING_WORDS.get(standing, standing)


def say_left(left: Unplanned) -> str:
    """Say how it stands with somebody for whom nothing is planned.

    A fault in a file says nothing of anybody, and whom no way reaches waits for no date.
    """
    rules = {reason.rule for reason in left.because}
    if "unreadable" in rules:
        return "a file has a fault"
    if left.until is None and left.standing != "blocked" and rules & UNREACHED:
        return NOTHING_REACHES
    return say_standing(left.standing)


def say_status(status: str) -> str:
    """Say how sure an action is: `slipped`, `today`, `planned`, `if nothing comes back`."""
    return STATUS_WORDS.get(status, status)


def say_channel(channel: str, channels: Mapping[str, Channel]) -> str:
    """Say a channel as a noun: `e-mail`, `handwritten note`."""
    known = channels.get(channel)
    return known.label if known else channel


def say_outcome(touch: Touch) -> str:
    """Say how a touch went: `left a voicemail`, `from them`."""
    words = {**_MINE, **_THEIRS} if touch.direction == "in" else _MINE
    return words.get(touch.outcome, touch.outcome)


def say_touch(touch: Touch, channels: Mapping[str, Channel]) -> str:
    """Say a touch in a few words: `call, no answer`, `meeting, you met`."""
    return f"{say_channel(touch.channel, channels)}, {say_outcome(touch)}"


def say_person(prospect: Prospect) -> str:
    """Say who someone is: `Dana Reyes, Head of Digital, Acme Logistics`."""
    company = prospect.company if prospect.name else None
    return ", ".join(part for part in (prospect.title, prospect.role, company) if part)


def say_first_name(prospect: Prospect) -> str:
    """Say someone as one does across a desk: `Priya`, or the firm where nobody is named."""
    return prospect.given_name or prospect.title


# --- what is still to be filled in ------------------------------------------------------------

_QUESTIONS: Mapping[str, str] = {
    "meeting.said": "What did {who} say that you want to remember?",
    "meeting.date": "When did you and {who} meet?",
    "meeting": "When did you meet {who}, and what was said?",
    "last.said": "What did {who} say the last time?",
    "last.asked": "What did you ask {who} for the last time?",
    "meeting.promised": "What did you promise {who} when you met?",
    "last.promised": "What did you promise {who}?",
    "last.item": "What did you give {who} the last time?",
    "due": "By which day did you owe {who} this?",
    "last": "What was the last thing between you and {who}?",
    "prospect.name": "What is the name of the person at {who}?",
    "prospect.first_name": "What is the first name of the person at {who}?",
    "prospect.company": "Which firm is {who} with?",
    "prospect.role": "What does {who} do there?",
    "prospect.challenges": "What is hard for {who} at the moment?",
    "prospect.interests": "What is {who} interested in?",
    "prospect.objections": "What speaks against you, in the eyes of {who}?",
    "me.phone": "Which telephone number of yours should {who} ring?",
    "me.email": "Which e-mail address of yours should {who} write to?",
    "me.company": "What is your own firm called?",
}


_NONE_FITS: Mapping[str, str] = {
    "advice": "What advice could you give {who}? None on your shelf fits.",
    "event": "Which event could you invite {who} to? None on your shelf fits.",
    "lead": "What work could you pass on to {who}? No lead on your shelf fits.",
    "person": "To whom could you introduce {who}? Nobody on your shelf fits.",
    "none": "What could you give {who}? Nothing on your shelf fits.",
}
"""Where no thing fits, by its kind; all others are named as they are."""


def ask_for(slot: str, who: str, gives: str = "none") -> str:
    """Ask for what a script needs and does not have; the answer is written beside the question.

    `gives` is the kind that the script carries: things of another kind may well lie there.
    """
    thing = slot.split(".", maxsplit=1)[0]
    kind = "event" if thing == "event" else gives
    none_fits = _NONE_FITS.get(kind, "What could you give {who}? No {kind} on your shelf fits.")
    known = none_fits if thing in {"item", "event"} else _QUESTIONS.get(slot)
    if known:
        return known.format(who=who, kind=kind)
    return f"What belongs in the place of “{slot.replace('.', ' ').replace('_', ' ')}” for {who}?"


def say_blanks(count: int) -> str:
    """Say what is left to the hand: `what stands in square brackets, in 2 places`."""
    places = f", in {count} places" if count > 1 else ""
    return f"what stands in square brackets{places}"


_QUESTIONS_OF_ITEM: Mapping[str, str] = {
    "note": "What would you say about “{title}”?",
    "url": "Where can {who} find “{title}”?",
    "place": "Where does “{title}” take place?",
    "rsvp_by": "By when must {who} answer, to come to “{title}”?",
    "about": "What does “{title}” have to do with {who}?",
}


def ask_of_item(key: str, title: str, who: str) -> str:
    """Ask for what a script says of a thing on the shelf, where the thing itself is there."""
    known = _QUESTIONS_OF_ITEM.get(key, f"What is the `{key}` of “{{title}}”?")
    return known.format(title=title, who=who)


def say_touch_number(history: History) -> str:
    """Say the number of the next touch: `touch 4 since they last answered`."""
    since = "since they last answered" if history.last_response else "without an answer so far"
    return f"touch {history.touch_number} {since}"


def say_whose_data(site: str, people: int) -> str:
    """Say whose data a built site holds, and what to do if it is to be seen elsewhere."""
    if not people:
        return f"{site} holds nobody yet; `playbook add` puts somebody in."
    who = say_count(people, "person", "people")
    return (
        f"{site} holds personal data of {who}: keep it to yourself, or behind a password "
        "or in a private network."
    )


_SEES = {
    "yes": "knows what you could do",
    "no": "does not know yet what you could do",
    "unknown": "do they know what you could do?",
}
_CHOOSES = {
    "yes": "would choose you",
    "no": "would not choose you",
    "unknown": "would they choose you?",
}


def say_known(prospect: Prospect, *, spared: bool = False) -> str:
    """Say what the file has on a guide's two questions: what I could do, and would they choose us.

    Nothing where both are open: then the guide asks both anyway. A guide that has `spared` them a
    question to which the answer is yes asks something else instead.
    """
    answers = (prospect.understands_us, prospect.would_choose_us)
    told = (_SEES[answers[0]], _CHOOSES[answers[1]])
    known = [says for says, answer in zip(told, answers, strict=True) if answer != "unknown"]
    left = [says for says, answer in zip(told, answers, strict=True) if answer == "unknown"]
    if not known:
        return ""
    again = "" if spared and answers == ("yes", "yes") else " Ask what has changed since."
    rest = f" Still open: {left[0]}" if left else again
    who = prospect.given_name or prospect.title
    return f"You know already that {who} {' and '.join(known)}.{rest}"
