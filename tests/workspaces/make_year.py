"""Write the forty people of `tests/workspaces/year`: the same bytes every time.

Run it as `python tests/workspaces/make_year.py` after a change here, and commit what it writes.
The year's day is Monday 21 December 2026: week 53, New Year's Day and the quiet days lie ahead.
Everybody is invented; the numbers are Ofcom's for drama and North America's 555-01xx.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

TODAY = date(2026, 12, 21)
SEED = 53
FOLDER = Path(__file__).parent / "year" / "prospects"
ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
BANK_HOLIDAY = date(2026, 8, 31)

# A story is a list of beats: days before TODAY (or `+1`: the working day after the beat before),
# channel (`<`: from them), outcome, purpose. `jitter` moves each by a few days, person by person.
STORIES: dict[str, str] = {
    "untouched": "",
    "first-steps": "9 email sent value",
    "lead-quiet": """
        31 email sent value; 24 call voicemail ask; 17 email sent value; 10 note sent value""",
    "lead-goodbye": """
        48 email sent value; 41 call voicemail ask; 34 note sent value; 27 email sent value;
        18 mailshot sent value; 10 call voicemail value""",
    "lead-attempts": "12 email sent value; 6 call no_answer ask; 4 call no_answer ask",
    "just-met": "24 call connected ask; 3 meeting held",
    "met": "30 email sent ask; 28 email< replied; 12 meeting held; +1 note sent thanks",
    "met-ringing": """
        33 call connected ask; 14 meeting held; +1 note sent thanks; 6 call no_answer value;
        4 call no_answer value""",
    "met-cooling": """
        60 call connected ask; 34 meeting held; +1 note sent thanks; 20 email sent value""",
    "pitched": "40 call connected ask; 5 meeting held; +0 email sent status; +1 note sent thanks",
    "pitched-midway": """
        50 call connected ask; 18 meeting held; +0 email sent status; +1 note sent thanks;
        13 call voicemail status; 8 call voicemail status""",
    "pitched-quiet": """
        70 call connected ask; 45 meeting held; +0 email sent status; +1 note sent thanks;
        40 call voicemail status; 35 call voicemail status; 31 email sent status;
        24 call voicemail status; 11 note sent value""",
    "pitched-goodbye": """
        90 call connected ask; 75 meeting held; +0 email sent status; +1 note sent thanks;
        70 call voicemail status; 65 call voicemail status; 61 email sent status;
        54 call voicemail status; 42 note sent value; 31 gift delivered value book-lean;
        19 email sent value""",
    "friendly": """
        125 call connected ask; 110 meeting held; +1 note sent thanks; 70 call connected value;
        33 email sent value article-plain""",
    "overdue": """
        128 call connected ask; 115 meeting held; +1 note sent thanks; 85 call connected value;
        52 email sent value""",
    "far-too-long": "120 email sent ask; 118 email< replied; 112 meeting held; +1 note sent thanks",
    "quiet": """
        130 call connected value; 98 email sent value; 62 call voicemail value;
        25 email sent value""",
    "goodbye": """
        133 call connected value; 110 email sent value; 94 call voicemail value; 78 note sent value;
        62 email sent value; 34 call voicemail movement""",
    "resting": """
        138 email sent value; 126 call voicemail value; 112 note sent value; 98 email sent value;
        84 call voicemail value; 55 call voicemail breakup""",
    "rested": """
        141 email sent value; 136 call voicemail value; 131 note sent value; 126 email sent value;
        119 mailshot sent value; 108 email sent breakup""",
    "named-a-date": """
        90 call connected ask; 75 meeting held; +1 note sent thanks; 34 call connected value""",
    "wrote-to-me": "80 call connected ask; 41 email sent value; 3 email< replied",
    "cut": """
        110 call connected ask; 96 meeting held; +1 note sent thanks; 68 call< connected;
        +1 note sent thanks; 34 email sent value""",
    "won": "120 call connected ask; 100 meeting held; +1 note sent thanks; 20 call< accepted",
    "said-no": "60 email sent ask; 40 meeting held; +1 note sent thanks; 3 call< declined",
    "said-no-thanked": """
        80 email sent ask; 60 meeting held; +1 note sent thanks; 30 call< declined;
        +1 note sent thanks""",
    "unfit": "70 call connected ask; 55 meeting held; +1 note sent thanks",
}
STAGES = {
    "untouched": "lead", "first-steps": "lead", "lead-quiet": "lead", "lead-goodbye": "lead",
    "lead-attempts": "lead", "just-met": "met", "met": "met", "met-ringing": "met",
    "met-cooling": "met", "pitched": "proposal", "pitched-midway": "proposal",
    "pitched-quiet": "proposal", "pitched-goodbye": "proposal", "cut": "deferred", "won": "won",
    "said-no": "declined", "said-no-thanked": "declined", "unfit": "unfit",
}  # fmt: skip
RESPONSES = {"connected", "held", "replied", "accepted", "declined"}
SAID = (
    "We are up to our ears before Christmas, and after it too.",
    "The old system stays until somebody retires.",
    "Half our customers ring because the form defeats them.",
    "Show me something small that works.",
    "We liked it. There is nothing to start on just now.",
    "Nobody here has time to want anything new.",
    "Every Friday somebody types the whole week in again.",
    "I like it. My partner has to like it too.",
    "If it saves me Tuesdays I'll pay for it.",
    "You are the first who asked before offering.",
)
# City, country, subdivision, time zone, the start of the number (two digits follow).
PLACES: dict[str, tuple[str, str, str | None, str, str]] = {
    "london": ("London SE1 7AA", "GB", "ENG", "Europe/London", "020 7946 02"),
    "manchester": ("Manchester M4 1AA", "GB", "ENG", "Europe/London", "0161 496 02"),
    "bristol": ("Bristol BS2 0AA", "GB", "ENG", "Europe/London", "0117 496 02"),
    "glasgow": ("Glasgow G1 1AA", "GB", "SCT", "Europe/London", "07700 9002"),
    "hamburg": ("20095 Hamburg, Germany", "DE", "HH", "Europe/Berlin", "+44 7700 9003"),
    "wellington": (
        "Wellington 6011, New Zealand",
        "NZ",
        "WGN",
        "Pacific/Auckland",
        "+44 7700 9004",
    ),
    "dubai": ("Dubai, United Arab Emirates", "AE", None, "Asia/Dubai", "+44 7700 9005"),
    "cairo": ("Cairo 11511, Egypt", "EG", None, "Africa/Cairo", "+44 7700 9006"),
    "new-york": ("New York NY 10001, USA", "US", "NY", "America/New_York", "+1 212 555 01"),
}
# name | company | place | story | topics | more keys, as YAML
PEOPLE = """
Ada Byrne | Byrne Boatyard | bristol | untouched | sailing, booking systems | added: 2026-12-17
Bashir Aziz | Aziz Tiles | dubai | untouched | e-commerce | added: 2026-12-01
Clara Voss | Voss & Voss GmbH | hamburg | first-steps | logistics |
Dev Patel-Moore | Fern Street Dental | london | lead-quiet | healthcare scheduling |
Edie Lark | Lark Theatre | manchester | lead-goodbye | booking systems, museums |
Femi Oduya | Oduya Legal | london | lead-attempts | security, reporting |
Greta Lindholm | North Quay Hotels | glasgow | just-met | booking systems | links: {linkedin: https://example.com/in/greta}
Hugo Marchetti | Marchetti Ices | bristol | just-met | e-commerce, checkout | phone: null
Ines Duarte | Cobalt Prints | manchester | met | photography, design systems |
Jack Orme | Orme Roofing | london | met-ringing | automation |
Kirsty Baird | Baird Outdoors | glasgow | met-cooling | cycling, e-commerce |
Layla Haddad | Nile Language School | cairo | met | schools |
Milo Penrose | Penrose Vineyards | bristol | pitched | hosting costs | boldness: bold
Nora Whelan | Kestrel Couriers | london | pitched | logistics | boldness: gentle
Omar Siddiq | Siddiq Pharmacy | manchester | pitched-midway | healthcare scheduling |
Petra Novak | Novak Interiors | london | pitched-midway | reporting | away: [2026-12-20..2027-01-08]
Quentin Ashby | Ashby Auctions | london | pitched-quiet | photography, legacy software |
Rhona Keir | Keir Ferries | glasgow | pitched-goodbye | booking systems, sailing |
Sami Nasser | Harbour Freight | dubai | friendly | logistics, warehousing |
Tess Winslow | Winslow Books | london | unfit | e-commerce, peak season returns |
Ursula Hahn | Hahn Optik GmbH | hamburg | friendly | healthcare scheduling | email: null
Viktor Sorensen | Harbour Freight LLC | dubai | friendly | automation |
Wanda Price | Price & Daughters | manchester | overdue | hosting costs | opt_out: email
Xavier Cole | Cole Museums | new-york | overdue | museums |
Yasmin Tariq | Tariq Catering | london | far-too-long | coffee, checkout |
Zoe Hartnell | Hartnell Schools | bristol | quiet | schools, reporting |
Alan Frith | Frith Brewing | manchester | quiet | e-commerce | phone: null, address: null
Bea Lomax | Lomax Cycles | london | goodbye | cycling |
Carl Engel | Engel Kaffee | hamburg | goodbye | coffee | boldness: gentle
Dilys Morgan | Morgan Surveyors | bristol | resting | reporting |
Esme Roth | Roth Fabrics | new-york | rested | e-commerce, design systems |
Finn Tahu | Rata Health | wellington | named-a-date | healthcare scheduling | callback: 2027-01-14
Grace Amadi | Amadi Events | london | named-a-date | booking systems | callback: 2027-06-01
Harvey Stone | Stone Slate | manchester | named-a-date | automation | snooze_until: 2027-01-18
Iris Vale | Vale Nurseries | bristol | wrote-to-me | gardening, e-commerce |
Jonas Beck | Beck Maschinen GmbH | hamburg | cut | legacy software, data migration | year_end: 12-31
Keira Munro | Munro Lettings | glasgow | cut | automation | year_end: 03-31, opt_out: [call]
Lionel Hart | Hart Paints | london | won | e-commerce |
Maud Ellery | Ellery Glass | manchester | said-no | hiring developers |
Ned Fairley | Fairley Farms | bristol | said-no-thanked | automation | opt_out: all
"""


class Plainly(yaml.SafeDumper):
    """Write every value out, even where it stands twice: playbook files know no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 — whatever stands in a file
        """Say yes to all of them."""
        del data
        return True


@dataclass(frozen=True)
class Person:
    """One row of the table."""

    name: str
    company: str
    place: str
    story: str
    topics: list[str]
    more: dict[str, Any]

    @property
    def slug(self) -> str:
        """The name of the file."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return plain.lower().replace(" ", "-")


def parse_people() -> list[Person]:
    """Read the table."""
    rows = [[cell.strip() for cell in row.split("|")] for row in PEOPLE.strip().splitlines()]
    return [
        Person(name, company, place, story, topics.split(", "), parse_more(more))
        for name, company, place, story, topics, more in rows
    ]


def parse_more(text: str) -> dict[str, Any]:
    """Read the last cell: the inside of a YAML mapping, its dates left as text."""
    found: dict[str, Any] = yaml.load("{" + text + "}", yaml.BaseLoader) or {}  # noqa: S506 — our own table, text only
    return {key: None if value == "null" else value for key, value in found.items()}


def on_working_day(day: date) -> date:
    """Give `day`, or the last day before it on which England works."""
    while day.weekday() > 4 or day == BANK_HOLIDAY:
        day -= timedelta(days=1)
    return day


def next_working_day(day: date) -> date:
    """Give the first day after `day` on which England works."""
    day += timedelta(days=1)
    while day.weekday() > 4 or day == BANK_HOLIDAY:
        day += timedelta(days=1)
    return day


def tell_touches(person: Person, chance: random.Random) -> list[dict[str, Any]]:
    """Turn the person's story into touches."""
    touches: list[dict[str, Any]] = []
    jitter = chance.randint(0, 2)
    for beat in filter(None, (part.split() for part in STORIES[person.story].split(";"))):
        last = touches[-1]["date"] if touches else TODAY
        touches.append(tell_touch(person, beat, when(beat[0], last, jitter), chance))
    return touches


def when(ago: str, last: date, jitter: int) -> date:
    """Find the day of a beat. What is close to the present stays where it is."""
    if ago == "+0":
        return last
    if ago == "+1":
        return next_working_day(last)
    days = int(ago)
    return on_working_day(TODAY - timedelta(days=days + (jitter if days > 14 else 0)))


def tell_touch(person: Person, beat: list[str], day: date, chance: random.Random) -> dict[str, Any]:
    """Write one touch down as a user would."""
    _, channel, outcome, *rest = beat
    mine = not channel.endswith("<")
    touch: dict[str, Any] = {
        "id": "t-" + "".join(chance.choice(ID_LETTERS) for _ in range(8)),
        "date": day,
        "channel": channel.rstrip("<"),
    }
    if not mine:
        touch["direction"] = "in"
    if outcome != "sent":
        touch["outcome"] = outcome
    if rest:
        touch["purpose"] = rest[0]
    if rest[1:]:
        touch["item"] = rest[1]
    if outcome in {"connected", "held", "replied"}:
        touch["said"] = chance.choice(SAID)
    if person.story == "named-a-date" and rest == ["value"]:
        touch["said"] = "Not now. Ring me again in the new year."
    return touch


def tell(person: Person, number: int, chance: random.Random) -> dict[str, Any]:
    """Put the whole file together; keys in the order in which the README shows them."""
    city, country, subdivision, zone, telephone = PLACES[person.place]
    touches = tell_touches(person, chance)
    first = touches[0] if touches else None
    facts: dict[str, Any] = {
        "name": person.name,
        "company": person.company,
        "stage": STAGES.get(person.story, "almost"),
        "since": since(touches),
        "first_contact": first["channel"] if first else None,
        "email": f"{person.slug.split('-')[0]}@{domain(person.company)}.example",
        "phone": f"{telephone}{number:02d}",
        "address": f"{person.company}\n{number} Long Lane\n{city}\n",
        "country": country,
        "subdivision": subdivision,
        "timezone": zone,
        "interests": person.topics[:1],
        "challenges": person.topics[1:],
        "added": first["date"] - timedelta(days=1) if first else None,
    }
    facts |= person.more
    facts["touches"] = touches
    return {key: value for key, value in facts.items() if value not in (None, [])}


def since(touches: list[dict[str, Any]]) -> date | None:
    """Give the day of the last response."""
    return next((t["date"] for t in reversed(touches) if t.get("outcome") in RESPONSES), None)


def domain(company: str) -> str:
    """Make a firm's name into the first part of a reserved domain."""
    return "".join(c for c in company.lower() if c.isascii() and c.isalnum())


def render_year() -> dict[str, str]:
    """Give the text of every file by its name."""
    chance = random.Random(SEED)  # noqa: S311 — a sample, no secret
    return {
        f"{person.slug}.yml": yaml.dump(
            tell(person, number, chance), Dumper=Plainly, sort_keys=False, allow_unicode=True
        )
        for number, person in enumerate(parse_people(), start=10)
    }


def main() -> None:
    """Write the folder anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.yml"):
        old.unlink()
    files = render_year()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(files)} people in {FOLDER}")


if __name__ == "__main__":
    main()
