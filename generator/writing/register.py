"""Who is known already: by e-mail address, by telephone number, else by name and firm.

A number or a common mailbox may belong to several: then it tells nobody apart whose names differ.
A name without a firm is somebody known only where nothing else that is known of them differs; but
whoever stays away is known by it whatever else differs, so that an opt-out holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.model.contact import EVERYTHING, Contact, Trace, is_alike, name_words
from generator.model.firm import firm_key
from generator.model.prospect import Prospect
from generator.model.telephone import digits
from generator.writing.namesakes import Facts, Name, Namesakes, in_order, place_key

MAILBOXES = frozenset(
    {"admin", "contact", "enquiries", "hello", "hr", "info", "jobs", "kontakt", "mail", "marketing"}
    | {"office", "post", "press", "reception", "sales", "service", "support", "team", "vertrieb"}
)
"""What stands before the @ of an address that is nobody's own."""


@dataclass(slots=True)
class Register:
    """Everybody with a file, found by what a contact has in common with them.

    `names` has the name of each slug; `common` are addresses that a file says are not its own;
    `called` has the first of each name; `away` those who are not brought in whatever else a row
    says. The files with faults are in it by what they still say.
    """

    country: str
    by_email: dict[str, list[str]] = field(default_factory=dict)
    by_phone: dict[str, list[str]] = field(default_factory=dict)
    by_firm: dict[tuple[Name, str], str] = field(default_factory=dict)
    namesakes: Namesakes = field(default_factory=Namesakes)
    away: dict[tuple[Name, str], str] = field(default_factory=dict)
    names: dict[str, str | None] = field(default_factory=dict)
    common: set[str] = field(default_factory=set)
    called: dict[tuple[str, ...], str] = field(default_factory=dict)

    @classmethod
    def of(cls, prospects: Iterable[Prospect], traces: Iterable[Trace], country: str) -> Register:
        """Take in all files of a playbook."""
        register = cls(country)
        for prospect in prospects:
            phone = digits(prospect.phone or "", prospect.country or country)
            register.names[prospect.slug] = prospect.name
            register._add(prospect.slug, [prospect.email or ""], [phone])
            facts = Facts(bool(prospect.email), bool(phone), place_key(prospect.address))
            register._name(prospect.slug, prospect.name, prospect.company, facts)
            if EVERYTHING in prospect.opt_out:
                register.keep_away(prospect.slug, prospect.name, prospect.company)
            if prospect.email and "email" in prospect.shared:
                register.common.add(prospect.email.casefold())
        for trace in traces:
            register.names[trace.slug] = None
            register._add(trace.slug, trace.emails, [digits(p, country) for p in trace.phones])
            for name in trace.names:
                register._name(trace.slug, name, None, Facts())
                register.keep_away(trace.slug, name, None)
        return register

    def add(self, slug: str, contact: Contact) -> None:
        """Take in what a row says of somebody, so that the next row knows them by that too."""
        self.names[slug] = self.names.get(slug) or contact.name
        self._add(slug, contact.emails, [self.number(p, contact) for p in contact.phones])
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
            for slug in self.by_email.get(email.casefold(), ()):
                if not self.is_common(email) or is_alike(self.names[slug], contact.name):
                    return slug
        for phone in contact.phones:
            for slug in self.by_phone.get(self.number(phone, contact), ()):
                if is_alike(self.names[slug], contact.name):
                    return slug
        return None

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

    def owners(self, contact: Contact, kind: str) -> Mapping[str, tuple[str, ...]]:
        """Give for each address, or each number, of a contact who has it already."""
        if kind == "email":
            return {e: tuple(self.by_email.get(e.casefold(), ())) for e in contact.emails}
        numbers = {phone: self.number(phone, contact) for phone in contact.phones}
        return {phone: tuple(self.by_phone.get(n, ())) for phone, n in numbers.items()}

    def _add(self, slug: str, emails: Iterable[str], numbers: Iterable[str]) -> None:
        for email in emails:
            if email and slug not in self.by_email.setdefault(email.casefold(), []):
                self.by_email[email.casefold()].append(slug)
        for number in numbers:
            if number and slug not in self.by_phone.setdefault(number, []):
                self.by_phone[number].append(slug)

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
