"""Who is known already: by e-mail address, by telephone number, else by name and firm.

A number or a common mailbox may belong to several: then it tells nobody apart whose names differ.
A name without a firm is somebody known only where nothing else that is known of them differs; but
whoever stays away is known by it whatever else differs, so that an opt-out holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.model.contact import EVERYTHING, Contact, Trace, name_words
from generator.model.firm import firm_key
from generator.model.prospect import Prospect
from generator.model.telephone import digits
from generator.writing.namesakes import Facts, Name, Namesakes, in_order, place_key
from generator.writing.sharers import Sharers

MAILBOXES = frozenset(
    {"admin", "contact", "enquiries", "hello", "hr", "info", "jobs", "kontakt", "mail", "marketing"}
    | {"office", "post", "press", "reception", "sales", "service", "support", "team", "vertrieb"}
)
"""What stands before the @ of an address that is nobody's own."""


@dataclass(slots=True)
class Register:
    """Everybody with a file, found by what a contact has in common with them.

    `names` has each slug; `common` are addresses that a file says are not its own;
    `called` has the first of each name; `away` those who are not brought in whatever else a row
    says. The files with faults are in it by what they still say.
    """

    country: str
    sharers: Sharers = field(default_factory=Sharers)
    by_firm: dict[tuple[Name, str], str] = field(default_factory=dict)
    namesakes: Namesakes = field(default_factory=Namesakes)
    away: dict[tuple[Name, str], str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    called: dict[tuple[str, ...], str] = field(default_factory=dict)

    @classmethod
    def of(cls, prospects: Iterable[Prospect], traces: Iterable[Trace], country: str) -> Register:
        """Take in all files of a playbook."""
        register = cls(country)
        for prospect in prospects:
            phone = digits(prospect.phone or "", prospect.country or country)
            register._add(prospect.slug, prospect.name, [prospect.email or "", phone])
            facts = Facts(bool(prospect.email), bool(phone), place_key(prospect.address))
            register._name(prospect.slug, prospect.name, prospect.company, facts)
            if EVERYTHING in prospect.opt_out:
                register.keep_away(prospect.slug, prospect.name, prospect.company)
            if prospect.email and "email" in prospect.shared:
                register.common.add(prospect.email.casefold())
        for trace in traces:
            numbers = (digits(phone, country) for phone in trace.phones)
            register._add(trace.slug, None, [*trace.emails, *numbers])
            for name in trace.names:
                register._name(trace.slug, name, None, Facts())
                register.keep_away(trace.slug, name, None)
        return register

    def add(self, slug: str, contact: Contact) -> None:
        """Take in what a row says of somebody, so that the next row knows them by that too."""
        self._add(slug, contact.name, self.ways(contact))
        self._name(slug, contact.name, contact.company, _facts(contact))

    def keep_away(self, slug: str, name: str | None, company: str | None) -> None:
        """Know somebody by name and firm alone, in whatever order the name is written."""
        key = _name_key(name, company)
        if key:
            self.away.setdefault(key, slug)

    def find(self, contact: Contact) -> str | None:
        """Give the slug of the person that a contact is; None for somebody new."""
        found = self.by_way(contact) or self.away.get(
            _name_key(contact.name, contact.company) or ((), "")
        )
        if found or not (contact.name or contact.company):
            return found
        firm = firm_key(contact.company or "")
        if firm:
            return self.by_firm.get((_words_in_order(contact.name), firm))
        return self.namesakes.find(contact.name or "", _facts(contact))

    def by_way(self, contact: Contact) -> str | None:
        """Give the slug of whoever has an address or a number of a contact, and may be them."""
        for email in contact.emails:
            way = email.casefold()
            mine = contact.name if self.is_common(email) else None
            found = self.sharers.alike(way, mine) if mine else self.sharers.first(way)
            if found:
                return found
        numbers = (self.number(phone, contact) for phone in contact.phones)
        alike = (self.sharers.alike(number, contact.name) for number in numbers)
        return next((slug for slug in alike if slug), None)

    def number(self, phone: str, contact: Contact) -> str:
        """Give a number of a contact in digits, as from abroad."""
        return digits(phone, contact.country or self.country)

    def is_common(self, email: str) -> bool:
        """Whether an address is a mailbox of several, by its look or by a file that says so."""
        folded = email.casefold()
        return folded in self.common or folded.partition("@")[0] in MAILBOXES

    def namesake(self, contact: Contact) -> str | None:
        """Give somebody of the same full name, at whatever firm."""
        return self.called.get(_words(contact.name)) if contact.name else None

    def ways(self, contact: Contact) -> list[str]:
        """Give all by which a contact may be reached, as it is compared."""
        return [
            *(email.casefold() for email in contact.emails),
            *(self.number(phone, contact) for phone in contact.phones),
        ]

    def ways_by(self, contact: Contact, kind: str) -> Mapping[str, str]:
        """Give each address, or each number, of a contact with how it is compared."""
        if kind == "email":
            return {email: email.casefold() for email in contact.emails}
        return {phone: self.number(phone, contact) for phone in contact.phones}

    def _add(self, slug: str, name: str | None, ways: Iterable[str]) -> None:
        self.names.add(slug)
        self.sharers.call(slug, name)
        for way in ways:
            if way:
                self.sharers.add(slug, way.casefold())

    def _name(self, slug: str, name: str | None, company: str | None, facts: Facts) -> None:
        firm = firm_key(company or "")
        if firm:
            self.by_firm.setdefault((_words_in_order(name), firm), slug)
        elif name:
            self.namesakes.put(slug, name, facts)
        if name:
            self.called.setdefault(_words(name), slug)


def _facts(contact: Contact) -> Facts:
    return Facts(bool(contact.emails), bool(contact.phones), place_key(contact.address))


def _words_in_order(name: str | None) -> Name:
    return in_order(name) if name else ()


def _name_key(name: str | None, company: str | None) -> tuple[Name, str] | None:
    words = _words(name) if name else ()
    firm = firm_key(company or "")
    return (words, firm) if words or firm else None


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(name_words(name))) or (name,)
