"""A plan seen from the desk: what is for today, what slipped, who comes next, and what to call it.

Home page, sheet and terminal all ask here, so that they never disagree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from generator.model.channel import Channel
from generator.model.days import Week
from generator.model.history import History
from generator.model.plan import Action, Plan, Unplanned
from generator.model.policy import Policy, Tact, WorkingTime
from generator.model.prospect import Prepared, Prospect, Touch
from generator.model.script import Script, promising
from generator.model.shelf import Item
from generator.model.text import WEEKDAYS
from generator.model.workspace import Workspace
from generator.rendering import speech
from generator.rendering.asking import Question, ask, ask_of
from generator.rendering.owing import is_owed_as, owed_in, say_late
from generator.rendering.quoting import Library, Quotes
from generator.rendering.reaching import refuses
from generator.rendering.suiting import Receiver, best_item
from generator.rendering.words import Occasion, Words, fill

# What is ordered or made ahead has the name of the thing; other things are "got ready".
_ORDERED = {"book", "gift", "report"}
_VERBS = {"lead": "Pass a lead to"}
"""Things that are not given as their channel has it: whoever gets work is introduced to nobody."""
TWO_QUESTIONS = frozenset({"prospect.understands_us", "prospect.would_choose_us"})
"""The slots by which a guide asks only what is not known yet."""
_THE_TWO = re.compile(r"^Find out:.*\b(?:we|us|our|ours)\b", re.MULTILINE)
"""The guide of a call that asks what they make of us, and not only how they are."""
_SILENT = {"closed", "blocked"}
"""How it stands with those whose being away changes nothing."""
_AN_ORDER_TAKES = 183
"""No more days than these, my leave among them."""


class Agenda:
    """One workspace and its plan, with everything that an action names found by its key."""

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        self.workspace = workspace
        self.plan = plan
        self.today = plan.today
        self.policy: Policy | None = workspace.policy
        self.channels = workspace.channels
        self.prospects: dict[str, Prospect] = {p.slug: p for p in workspace.prospects}
        self.scripts: dict[str, Script] = {s.key: s for s in workspace.scripts}
        self.items: dict[str, Item] = {i.id: i for i in workspace.shelf}
        self.purposes: dict[str, str] = {s.key: s.purpose for s in workspace.scripts}
        self.promising = promising(workspace.scripts)
        self._histories: dict[str, History] = {}
        self._quoted: dict[str, Quotes] = {}
        self._words: dict[str, Words | None] = {}

    @cached_property
    def by_id(self) -> dict[str, Action]:
        """Every action by its id."""
        return {a.id: a for a in self.plan.actions}

    @cached_property
    def _touches_of(self) -> dict[str, tuple[Action, ...]]:
        """The planned touches of each prospect, by date."""
        found: dict[str, list[Action]] = defaultdict(list)
        for action in self.plan.actions:
            if action.do == "touch":
                found[action.prospect].append(action)
        return {slug: tuple(actions) for slug, actions in found.items()}

    @cached_property
    def unplanned(self) -> dict[str, Unplanned]:
        """Who has nothing to be done, and why."""
        return {u.prospect: u for u in self.plan.unplanned}

    def away(self, prospect: Prospect) -> str:
        """Say that somebody is away today: `away until 14 March`; empty where they are not."""
        last = max((span.last for span in prospect.away if self.today in span), default=None)
        return f"away until {speech.say_date(last, self.today)}" if last else ""

    def standing(self, prospect: Prospect) -> str:
        """Say how it stands with somebody; who waits for no date but is away, is that."""
        standing = self.plan.standings.get(prospect.slug)
        if not standing:
            return ""
        gone = self.away(prospect) if standing not in _SILENT else ""
        named = (prospect.callback, prospect.snooze_until, *(t.callback for t in prospect.touches))
        is_asked = any(day and day >= self.today for day in named)
        says = "" if gone and standing == "waiting" and not is_asked else standing
        return ", ".join(part for part in (speech.say_standing(says), gone) if part)

    def moved(self, action: Action) -> str:
        """Say for when it is planned now, and that they are away where they are."""
        if action.date == self.today:
            return ""
        now = f"now planned {speech.say_on(action.date, self.today)}"
        prospect = self.prospects.get(action.prospect)
        gone = self.away(prospect) if prospect else ""
        return f"{gone}, {now}" if gone else now

    def is_lost(self, prospect: Prospect) -> bool:
        """Whether nothing is planned for somebody because no way to reach them is known."""
        left = self.unplanned.get(prospect.slug)
        if prospect.can_be_reached or left is None:
            return False
        return any(reason.rule == "reach" for reason in left.because)

    @cached_property
    def for_today(self) -> tuple[Action, ...]:
        """What today holds, but for what slipped: by the clock, then in the plan's order."""
        return tuple(a for a in self.on(self.today) if a.status != "overdue")

    @cached_property
    def slipped(self) -> tuple[Action, ...]:
        """What should have been done before today: what is for today now comes first."""
        late = (a for a in self.plan.actions if a.status == "overdue")
        return tuple(sorted(late, key=lambda action: action.date))

    @cached_property
    def late_today(self) -> tuple[Action, ...]:
        """What slipped and is for today now."""
        return tuple(a for a in self.slipped if a.date == self.today)

    @cached_property
    def slipped_said(self) -> str:
        """Say how much slipped, and how much of it is for today where not all is."""
        slipped, late = len(self.slipped), len(self.late_today)
        return f"{slipped}" if late == slipped else f"{slipped}, {late or 'none'} of them for today"

    def size_of(self, day: date) -> str:
        """Say all that a day asks: `8 things, about 1½ hours, 6 of them late`."""
        actions = [a for a in self.on(day) if a.prospect in self.prospects]
        late = sum(a.status == "overdue" for a in actions)
        return speech.say_size(len(actions), self.minutes(actions), late)

    @cached_property
    def next_touch(self) -> Action | None:
        """The first touch after today."""
        later = (a for a in self.plan.actions if a.date > self.today and a.do == "touch")
        return next(later, None)

    @cached_property
    def by_day(self) -> dict[date, tuple[Action, ...]]:
        """What is planned, day by day: by the clock, then in the plan's order."""
        found: dict[date, list[Action]] = defaultdict(list)
        for action in self.plan.actions:
            found[action.date].append(action)
        return {day: tuple(sorted(actions, key=self._hour)) for day, actions in found.items()}

    def on(self, day: date) -> tuple[Action, ...]:
        """Give what is planned on `day`: by the clock, then in the plan's order."""
        return self.by_day.get(day, ())

    def in_week(self, week: Week) -> tuple[Action, ...]:
        """Give what is planned in `week`, day by day."""
        return tuple(a for day in week.days for a in self.on(day))

    def done_on(self, day: date) -> tuple[tuple[Prospect, Touch], ...]:
        """Give the touches of mine that were made on `day`, by name."""
        found = [
            (p, t)
            for p in self.workspace.prospects
            for t in p.history(self.today)
            if t.date == day and t.direction == "out"
        ]
        return tuple(sorted(found, key=lambda pair: pair[0].title.casefold()))

    def days_of(self, week: Week) -> tuple[date, ...]:
        """Give the days of `week` on which I work, or on which something stands."""
        return tuple(d for d in week.days if self._is_weekday_of_mine(d) or d in self.by_day)

    def day_off(self, day: date) -> str:
        """Say why I do not work on a day: `your leave`, or the holiday's name; empty where I do."""
        time = self.policy.working_time if self.policy else WorkingTime()
        if day in time.extra_days:
            return ""
        return "your leave" if any(day in s for s in time.away) else self.plan.holidays.get(day, "")

    def minutes(self, actions: Iterable[Action]) -> int:
        """Estimate how long these take."""
        return sum(self.channels[a.channel].minutes for a in actions if a.channel in self.channels)

    def history(self, prospect: Prospect) -> History:
        """Give the history of `prospect` up to today."""
        known = self._histories.get(prospect.slug)
        if known is None:
            known = History.of(prospect, self.today, self.purposes, self.promising)
            self._histories[prospect.slug] = known
        return known

    def stage_of(self, prospect: Prospect) -> str:
        """Give the stage that words are for: a lead whom you have met is `met`."""
        is_met = prospect.stage == "lead" and self.history(prospect).meetings
        return "met" if is_met else prospect.stage

    def next_of(self, slug: str) -> Action | None:
        """Give the next thing to do for a prospect."""
        return next(iter(self.plan.of(slug)), None)

    def made_ready(self, action: Action) -> Prepared | None:
        """Give what was ordered or got ready for a planned touch, as `done` wrote it down."""
        known = self._made_ready.get(action.id)
        return known[1] if known and known[0] == action else None

    @cached_property
    def _made_ready(self) -> dict[str, tuple[Action, Prepared]]:
        found: dict[str, tuple[Action, Prepared]] = {}
        for prospect in self.prospects.values():
            for made in self._unused(prospect):
                fits = (a for a in self._touches_of.get(prospect.slug, ()) if _is_for(made, a))
                action = next((a for a in fits if a.id not in found), None)
                if action:
                    found[action.id] = action, made
        return found

    def _unused(self, prospect: Prospect) -> tuple[Prepared, ...]:
        """Give what lies ready for somebody by today."""
        made = (p for p in prospect.prepared if p.date <= self.today)
        return self.history(prospect).unused(made) if prospect.prepared else ()

    def is_on_its_way(self, action: Action) -> bool:
        """Whether a parcel has left already: it arrives whatever comes back before."""
        return self.made_ready(action) is not None and self.arrives(action)

    def is_assumed(self, action: Action) -> bool:
        """Whether an action is called off if something comes back before."""
        return action.status == "projected" and not self.is_on_its_way(action)

    def underway(self, action: Action, *, on_paper: bool = False) -> str:
        """Say what was done for a touch: `“A book”, ordered on 2 December, arrives Wednesday`.

        What is read `on_paper` may be read on another day: it names days in full.
        """
        made = self.made_ready(action)
        if not made:
            return ""
        if not self.arrives(action):
            return f"the {self.noun(action)} has been {self._since(made)}"
        there = self._arrival_of(action, made)
        day = speech.say_day(there) if on_paper else speech.say_near(there, self.today)
        when = "should be there by now" if there < self.today else f"arrives {day}"
        return f"{self._ready_thing(made)}, {self._since(made)}, {when}"

    def _arrival_of(self, action: Action, made: Prepared) -> date:
        """Give the day on which a parcel is there: a touch that slipped keeps no parcel back."""
        if action.status != "overdue":
            return action.date
        script, item = self.script_of(action), self.items.get(made.item or "")
        slow = (self.channel(action), *(one for one in (script, item) if one))
        left = max(one.lead_days for one in slow)
        days = (made.date + timedelta(days=n) for n in range(_AN_ORDER_TAKES))
        works = [d for d in days if self._is_weekday_of_mine(d) and not self.day_off(d)]
        return works[min(left, len(works) - 1)] if works else action.date

    def lying_ready(self, prospect: Prospect) -> tuple[str, ...]:
        """Say what was got ready for somebody and is for no touch of the plan."""
        planned = [made for _, made in self._made_ready.values()]
        left = (m for m in self._unused(prospect) if not any(m is p for p in planned))
        return tuple(f"{self._ready_thing(made)}, {self._since(made)}" for made in left)

    def _ready_thing(self, made: Prepared) -> str:
        item = self.items.get(made.item or "")
        return f"“{item.title}”" if item else f"the {self.label(made.channel)}"

    def _since(self, made: Prepared) -> str:
        item, day = self.items.get(made.item or ""), speech.say_date(made.date, self.today)
        return f"ordered on {day}" if item and item.kind in _ORDERED else f"ready since {day}"

    def touch_of(self, action: Action) -> Action | None:
        """Give the touch that a preparation serves, if the plan reaches that far."""
        return self.by_id.get(action.for_id or "")

    def item_of(self, action: Action) -> Item | None:
        """Give what the touch carries; a reminder speaks of the event that they come to."""
        if action.moment == "before-event":
            return self._comes_to(self.prospects[action.prospect], action.date)
        return self.items.get(action.item or "")

    def is_guess(self, action: Action) -> bool:
        """Whether nobody wrote down what they care about, so that what suits them is guessed."""
        item, who = self.items.get(action.item or ""), self.prospects.get(action.prospect)
        return bool(item and item.topics and who and not (who.interests or who.challenges))

    def _comes_to(self, prospect: Prospect, on: date) -> Item | None:
        coming = self.history(prospect).comes_to(self.items, on)
        return coming[1] if coming else None

    def script_of(self, action: Action) -> Script | None:
        """Give the words that the touch is made with."""
        return self.scripts.get(action.script or "")

    def words(self, action: Action) -> Words | None:
        """Give the words of an action, filled in as far as they can be: once for all who ask."""
        if action.id not in self._words:
            self._words[action.id] = self._fill_in(action)
        return self._words[action.id]

    def _fill_in(self, action: Action) -> Words | None:
        script, prospect = self.script_of(action), self.prospects.get(action.prospect)
        if not script or not prospect:
            return None
        return self.fill(script, prospect, action)

    def fill(
        self,
        script: Script,
        prospect: Prospect,
        action: Action | None = None,
        history: History | None = None,
    ) -> Words | None:
        """Fill in any script for someone, with what `action` gives and on its day.

        Without an action it is for today, with the thing from the shelf that suits them best.
        Another `history` than their own is one that is imagined.
        """
        if not self.policy:
            return None
        quote = self._quotes(prospect).of(script, action, self.today)
        history = history or self.history(prospect)
        step = action or self._step_of(script, prospect)
        owed = owed_in(script, prospect, history, step)
        occasion = Occasion(
            prospect=prospect,
            policy=self.policy,
            history=history,
            item=self._goes_with(script, prospect, action),
            today=action.date if action else self.today,
            touch_number=action.touch_number if action else self.history(prospect).touch_number,
            channels=self.channels,
            shelf=self.workspace.shelf,
            said=quote.said if quote else None,
            owed=owed,
        )
        words = fill(script, occasion)
        late = say_late(script, owed, occasion.today, step)
        asides = (late, quote.why if quote else "", _known(script, words, prospect))
        return replace(words, aside=" ".join(filter(None, asides)))

    def _step_of(self, script: Script, prospect: Prospect) -> Action | None:
        """Give the action that keeps what a script would keep, where the plan has other words."""
        mine = self._touches_of.get(prospect.slug, ())
        return next((action for action in mine if is_owed_as(action, script)), None)

    def _quotes(self, prospect: Prospect) -> Quotes:
        """Give what was quoted to somebody, and what each planned letter may quote."""
        known = self._quoted.get(prospect.slug)
        if known is None:
            most = (self.policy.tact if self.policy else Tact()).quotes_per_year
            library = Library(self.scripts, self.channels, most)
            actions = self._touches_of.get(prospect.slug, ())
            known = Quotes(prospect, self.history(prospect), actions, library)
            self._quoted[prospect.slug] = known
        return known

    def _goes_with(
        self, script: Script | None, prospect: Prospect, action: Action | None
    ) -> Item | None:
        if action:
            return self.item_of(action)
        return self.suggest(script, prospect) if script else None

    def suggest(self, script: Script, prospect: Prospect) -> Item | None:
        """Give what would suit somebody best along with a script that is not planned for them."""
        if not self.policy:
            return None
        if script.when == "before-event":
            return self._comes_to(prospect, self.today)
        receiver = Receiver(prospect, self.history(prospect), self.policy, self.today)
        return best_item(self.workspace.shelf, script, receiver)

    def missing(self, action: Action) -> tuple[str, ...]:
        """Name the slots that have nothing to say yet: the plan's, then those of the words."""
        words = self.words(action) if action.do == "touch" else None
        return tuple(dict.fromkeys((*action.missing, *(words.missing if words else ()))))

    def questions(self, action: Action) -> tuple[str, ...]:
        """Ask for what must be filled in before the words are whole."""
        return tuple(question.says for question in self.asks(action))

    def asks(self, action: Action) -> tuple[Question, ...]:
        """Ask the same, each with the way to write the answer down."""
        script = self.script_of(action)
        return self.asks_of(self.missing(action), action.prospect, script, action)

    def asks_of(
        self,
        slots: Iterable[str],
        slug: str,
        script: Script | None = None,
        action: Action | None = None,
    ) -> tuple[Question, ...]:
        """Ask for the values of these slots of a script, with what `action` gives.

        A thing that fits is asked about by its name: only where none fits is one asked for.
        """
        prospect = self.prospects.get(slug)
        if not prospect:
            return ()
        item, history = self._goes_with(script, prospect, action), self.history(prospect)
        asked = (
            ask_of(item, slot, prospect)
            if item and slot.startswith(("item.", "event."))
            else ask(slot, prospect, history, script)
            for slot in slots
        )
        return tuple({question.says: question for question in asked}.values())

    def label(self, channel: str) -> str:
        """Say a channel as a noun."""
        return speech.say_channel(channel, self.channels)

    def refuses(self, prospect: Prospect, channel: str) -> bool:
        """Whether they asked not to be contacted by this channel, or by the line it uses."""
        return refuses(prospect, channel, self.channels)

    def name(self, slug: str) -> str:
        """Give the full name of a prospect."""
        known = self.prospects.get(slug)
        return known.title if known else slug

    def firm(self, slug: str) -> str:
        """Give the firm of a person; empty where there is none, or where it is the name already."""
        known = self.prospects.get(slug)
        return (known.company or "") if known and known.name else ""

    def doing(self, action: Action) -> str:
        """Say what to do: `Write a note to Dana Reyes`, `Order the book for Lena Fischer`."""
        if action.do == "prepare":
            return f"{self.preparing(action)} for {self.name(action.prospect)}"
        return f"{self.verb(action)} {self.name(action.prospect)}"

    def verb(self, action: Action) -> str:
        """Say what a touch does, before a name: `Write a note to`, `Pass a lead to`."""
        if self.is_on_its_way(action):
            return f"{speech.say_a(self.noun(action)).capitalize()} is on its way to"
        item = self.items.get(action.item or "")
        return _VERBS.get(item.kind if item else "", self.channel(action).verb)

    def purpose(self, action: Action) -> str:
        """Say what a planned touch is for: an answer may be one to them, or what I promised."""
        answers = [a for a in self._touches_of.get(action.prospect, ()) if a.purpose == "answer"]
        if action not in answers:
            script = self.script_of(action)
            return speech.say_purpose(action.purpose, script.ask if script else "")
        history = self.history(self.prospects[action.prospect])
        about = [a for a in answers if a.script in self.promising]
        if action in about:
            return speech.TO_KEEP
        # By words that suit both, what they wrote is answered first: see `History.promises`.
        others = [a for a in answers if a not in about]
        place = others.index(action) - (history.unanswered is not None)
        is_promised = 0 <= place < len(history.promises) - len(about)
        return speech.TO_KEEP if is_promised else speech.TO_ANSWER

    def noun(self, action: Action) -> str:
        """Say what a touch is: `handwritten note`; work passed on to them is a lead."""
        item = self.items.get(action.item or "")
        return item.kind if item and item.kind in _VERBS else self.channel(action).label

    def preparing(self, action: Action) -> str:
        """Say what a preparation is: `Order the book`, `Get the invitation ready`."""
        item = self.item_of(action)
        if item and item.kind in _ORDERED:
            return f"Order the {item.kind}"
        return f"Get the {self.channel(action).label} ready"

    def arrival(self, action: Action) -> str:
        """Say when what is prepared must be there: `must arrive Thursday`; empty where unknown."""
        touch = self.touch_of(action)
        if not touch:
            return ""
        verb = "is posted" if self.is_letter(touch) else "must arrive"
        return f"{verb} {speech.say_near(touch.date, self.today)}"

    def is_letter(self, action: Action) -> bool:
        """Whether the words are copied by hand and posted."""
        channel = self.channel(action)
        return channel.by == "post" and channel.written

    def arrives(self, action: Action) -> bool:
        """Whether the day is the one on which a parcel reaches them, not the one it leaves me."""
        channel = self.channel(action)
        return action.do == "touch" and channel.by == "post" and channel.lead_days > 0

    def hours(self, action: Action) -> str:
        """Say when to ring: `10:00-12:00`, or both clocks where theirs is not mine."""
        if not action.time or action.do == "prepare":
            return ""
        theirs, mine = speech.say_slot(action.time), self.my_hours(action)
        return f"{theirs} {self.there(action)} ({mine} for you)" if mine else theirs

    def there(self, action: Action) -> str:
        """Say whose hours they are: `New York time`; `on Friday, Auckland time` on another day."""
        if not action.time:
            return ""
        other_day = action.time.date != action.date
        day = f"on {speech.say_weekday(action.time.date)}, " if other_day else ""
        return f"{day}{speech.say_zone(action.time.timezone)}"

    def my_hours(self, action: Action) -> str:
        """Say when to ring on my clock; empty where theirs shows the same."""
        if not action.time or not self.policy:
            return ""
        return speech.say_my_slot(action.time, self.policy.me.timezone)

    def why(self, action: Action) -> str:
        """Give the first reason, as a sentence."""
        return speech.say_sentence(action.because[0].says) if action.because else ""

    def phone(self, prospect: Prospect) -> str:
        """Give their number as I dial it."""
        country = self.policy.me.country if self.policy else ""
        return speech.local_phone(prospect.phone, country) if prospect.phone else ""

    def channel(self, action: Action) -> Channel:
        """Give the channel of an action; a name that `channels.yml` lacks stands for itself."""
        known = self.channels.get(action.channel)
        return known or Channel(label=action.channel, by="web")

    def _hour(self, action: Action) -> tuple[bool, str]:
        # Preparations and letters have no hour: they come before the day's first call.
        if not action.time or not self.policy:
            return (False, "")
        start, _ = speech.my_times(action.time, self.policy.me.timezone)
        return (True, start.isoformat())

    def _is_weekday_of_mine(self, day: date) -> bool:
        if not self.policy:
            return day.weekday() < WEEKDAYS.index("sat")
        time = self.policy.working_time
        return day in time.extra_days or WEEKDAYS[day.weekday()] in time.days


def _is_for(made: Prepared, action: Action) -> bool:
    return action.channel == made.channel and (action.item or None) == made.item


def _known(script: Script, words: Words, prospect: Prospect) -> str:
    """Say what of a guide's two questions was answered long ago, so that nobody asks twice."""
    spared = not TWO_QUESTIONS.isdisjoint(script.slots)
    asked = spared or _THE_TWO.search(words.text)
    return speech.say_known(prospect, spared=spared) if asked else ""
