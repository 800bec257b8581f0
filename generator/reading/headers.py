"""What a column holds, whatever the program that wrote it calls it.

`Person - Phone - Mobile` (Pipedrive), `Mailing Street` (Salesforce), `E-mail 1 - Value` (Google),
`Opted out of email: News` (HubSpot) and `Vorname` become a `Column`. A name is found as a phrase,
or as a phrase with words before or after it that only say which one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.countries import plain_words
from generator.reading.countries import bag


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds. `label` says which one ("work"), `group` to which others it belongs."""

    what: str
    label: str = ""
    group: str = ""


OPT_OUTS = {"opt_out": "", "no_call": "phone", "no_email": "email", "no_post": "post"}
"""Columns that say what somebody does not want, and the line that each closes."""

CONSENT, REFUSAL = "consent", "refusal"
"""Columns of which a no, and a yes, is an opt-out of the lines that their label names."""

_PHRASES: dict[str, str] = {
    "name": "name|full name|fullname|display name|file as|nom complet|nombre completo"
    "|vollstandiger name|anzeigename|lead name|deal contact",
    "first_name": "first name|firstname|given name|givenname|forename|fname|first|vorname|prenom"
    "|nombre|voornaam|imie|nome",
    "middle_name": "middle name|middlename|additional name",
    "last_name": "last name|lastname|family name|familyname|surname|lname|last|nachname|apellido"
    "|apellidos|nom de famille|achternaam|nazwisko|cognome",
    "company": "company|company name|companyname|organization|organisation|organization name"
    "|organisation name|organization 1 name|account|account name|accountname|employer|firm|firma"
    "|unternehmen|societe|entreprise|empresa|bedrijf|azienda|associated company"
    "|primary associated company|current company|business name|employer name",
    "role": "role|title|job title|jobtitle|position|organization title|organization 1 title"
    "|funktion|poste|cargo|job|occupation|current title",
    "source": "source|lead source|leadsource|original source|contact source|quelle|referred by"
    "|original traffic source|person source",
    "notes": "notes|note|description|comments|comment|remarks|notizen|remarques|notas|bemerkungen",
    "private": "internal notes|internal note|internal comments|confidential notes"
    "|confidential note|confidential comments",
    "tags": "tags|tag|labels|label|categories|category|group membership|groups|group|kategorien",
    "language": "language|preferred language|sprache|langue|idioma",
    "timezone": "timezone|time zone|iana time zone",
    "stage": "stage|lifecycle stage|lifecyclestage|lead status|leadstatus|status|contact status"
    "|marketing status|email status|email marketing status|subscription status|person status"
    "|customer fit|contact type|relationship",
    "street": "street|street address|address street|address line 1|address line|address 1"
    "|street 1|line 1|strasse|rue|calle|calle y numero|straat|house number and street",
    "street2": "street 2|street address 2|address 2|address line 2|extended address|line 2|suite",
    "pobox": "po box|p o box|address po box|post office box|postfach",
    "city": "city|town|locality|address city|ort|stadt|ville|ciudad|city town|plaats",
    "region": "state|region|province|county|state region|state province|state county|bundesland"
    "|address state|address region|kanton|estado|provincia|state code",
    "postcode": "zip|zip code|postal code|postcode|post code|postalcode|zip postal code|plz"
    "|zip postcode|postal zip code|address zip|address postal code|code postal|codigo postal",
    "country": "country|country region|country code|land|pays|pais|nation|address country",
    "address": "address|full address|postal address|address formatted|adresse|anschrift"
    "|direccion|full combined address|adres",
    "url": "url|website|web site|web page|webpage|homepage|site|website url|company domain name"
    "|website 1|web address|internet",
    "linkedin": "linkedin|linkedin url|linkedin profile|linkedin profile url|linkedin bio"
    "|profile url",
    "no_call": "do not call|donotcall|dont call|dnc|call opt out|phone opt out|do not phone"
    "|opted out of calls|do not allow phone calls|no calls|telephone opt out|opt out of calls"
    "|do not call registry|phone do not call|calls opt out|has opted out of calls"
    "|do not allow phone call",
    "no_email": "email opt out|e mail opt out|emailoptout|has opted out of email|email opted out"
    "|hasoptedoutofemail|opted out of email|opt out of email|unsubscribed|unsubscribe|do not email"
    "|donotemail|unsubscribed from all email|unsubscribed from all emails|email unsubscribed"
    "|global unsubscribe|globally unsubscribed|do not allow emails|do not allow bulk emails"
    "|opted out of all email|email optout|unsubscribed from email|mailing opt out"
    "|bulk email opt out|opted out of emails|do not allow e mails|marketing opt out"
    "|do not send marketing materials|unsubscribed from marketing|opted out of marketing"
    "|unsubscribed at|unsub time|unsubscribe date",
    "no_post": "do not mail|donotmail|mail opt out|do not post|direct mail opt out|postal opt out"
    "|do not allow mails|do not send mail",
    "opt_out": "opt out|optout|opted out|do not contact|donotcontact|no contact|dont contact"
    "|do not disturb|suppressed|blacklisted|do not contact again",
}  # fmt: skip
_MEANS = {phrase: what for what, phrases in _PHRASES.items() for phrase in phrases.split("|")}

_ALONE = bag("first|last|nombre|nome")
"""Words that mean a name only where nothing stands beside them: a "Last Contact" is a day."""

_WHICH = bag(
    "person|contact|lead|work|business|office|home|private|personal|mobile|cell|other|main|primary",
    "mailing|billing|company|organization|organisation|secondary|direct|default|current|account",
    "1|2|3|geschaftlich|privat|buro|dienstlich|professionnel|bureau|domicile|trabajo|casa",
)
"""Words around a phrase that only say which one is meant."""

_OWN = bag("private|personal|privat")
"""Words that make notes private: what stands there never leaves the file."""

_PHONE = bag(
    "phone|telephone|tel|telefon|telefono|telephon|mobile|mobil|cell|cellular|cellphone|handy|gsm",
    "landline|fon|telefonnummer|mobiltelefon|movil|portable|phones|mobilephone|homephone",
    "otherphone|workphone|switchboard",
)
_EMAIL = bag("email|mail|emails|courriel|correo")
_BESIDE = _WHICH | bag(
    "number|no|nr|nummer|numero|value|address|adresse|e|line|dial|id|adress|electronico"
)
"""Words that may stand beside `phone` and `email` without making something else of them."""

_NUMBERED = re.compile(r"(e mail|phone|address|website|organization|organisation) (\d) (.+)")
_GOOGLE = {
    ("e mail", "value"): "email", ("e mail", "type"): "email_label",
    ("e mail", "label"): "email_label", ("phone", "value"): "phone",
    ("phone", "type"): "phone_label", ("phone", "label"): "phone_label",
    ("address", "formatted"): "address", ("website", "value"): "url",
    ("address", "type"): "address_label", ("address", "label"): "address_label",
    ("organization", "name"): "company", ("organization", "title"): "role",
}  # fmt: skip
_REFUSES = re.compile(
    r"\b(?:opt(?:ed)? ?out|unsubscri|do ?not ?(?:contact|call|phone|e ?mail))|\b(?:dnc|c?tps|mps"
    r"|(?:werbe|kontakt|anruf|mail|telefon)sperre|werbewiderspruch|sperrvermerk|robinson ?liste"
    r"|(?:no|keine?) (?:marketing|newsletters?|mailings?|e ?mails?|calls?|werbung|anrufe))\b"
)
_AGREES = re.compile(
    r"\b(?:opt(?:ed)? ?in|consent\w*|gdpr|dsgvo|newsletters?|subscribed|mailing list|einwilligung"
    r"|zustimmung|consentement|consentimiento|(?:e ?mail|marketing) subscriptions?)\b"
)
_ALLOWS = re.compile(
    r"\b(?:may|can|ok(?:ay)? to|allow(?:s|ed)?|accepts?|permit(?:s|ted)?|permissions?|receives?)\b"
)
_WHAT = re.compile(r"\b(?:contact(?:ed)?|call(?:s|ed)?|phone|e ?mail(?:s|ed)?|post|marketing)\b")
"""What somebody allows; a permission of anything else is none of ours."""

_DENIES = re.compile(
    r"\b(?:no|not|without|withdr[ae]wn?|revoked?|refus(?:ed|al)|declined|denied|widerrufen)\b"
)
"""Words that turn a column of consent round: "Consent withdrawn"."""

_BESIDE_CONSENT = re.compile(
    r"\b(?:dates?|time|timestamp|at|source|ip|url|link|text|version|method|by|id|type|form|basis"
    r"|owner|check(?:ed)?|name|count|opens?|opened|clicks?|clicked|sent)\b"
)
"""Words of columns that say when or how somebody agreed, not whether."""

_BY_OTHER_WAYS = re.compile(r"\b(?:fax|sms|texts?|mms|whatsapp|reason|comment)\b")
_BY_PHONE = re.compile(
    r"\b(?:call(?:s|ed)?|calling|(?:tele)?phone|dnc|c?tps|anruf\w*|telefon\w*)\b"
)
_BY_EMAIL = re.compile(r"\be ?mail\w*|unsubscri|newsletter|marketing|mailsperre")
_AGREED_BY: dict[str, re.Pattern[str]] = {
    "email": re.compile(r"\be ?mail\w*|newsletter|mailing list"),
    "phone": _BY_PHONE,
    "post": re.compile(r"(?<!\be )\bmail\b|\b(?:post|postal|letters?|notes?|mps|brief\w*)\b"),
}
"""The lines that a column of consent may name."""


def parse_header(text: str) -> Column | None:
    """Say what a column of that name holds; None where nothing of ours."""
    key = plain_words(text)
    return _numbered(key) or _phrase(key) or _refusal(key) or _consent(key) or _way(key)


def _numbered(key: str) -> Column | None:
    """Read Google's `Phone 1 - Value`."""
    found = _NUMBERED.fullmatch(key)
    if not found:
        return None
    kind, number, part = found.groups()
    what = _GOOGLE.get((kind.replace("organisation", "organization"), part))
    if not what and kind == "address":
        what = _MEANS.get(part)
    return Column(what, "", f"{kind} {number}") if what else None


def _phrase(key: str) -> Column | None:
    """Read a phrase, whole or within words that say which one."""
    if key in _MEANS:
        return Column(_MEANS[key])
    words = key.split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            around = words[:start] + words[end:]
            phrase = " ".join(words[start:end])
            if phrase in _MEANS and phrase not in _ALONE and _WHICH.issuperset(around):
                label = " ".join(around)
                return Column(_hidden(_MEANS[phrase], around), label, label)
    return None


def _hidden(what: str, around: Sequence[str]) -> str:
    """Tell notes that are the user's own from those that a page may show."""
    return "private" if what == "notes" and _OWN.intersection(around) else what


def _refusal(key: str) -> Column | None:
    """Read what speaks of opting out in words of its own; where it is not plain of what, of all."""
    if not _REFUSES.search(key) or _BY_OTHER_WAYS.search(key) or re.search(r"tps check", key):
        return None
    return _refused_by(key)


def _refused_by(key: str) -> Column:
    if _BY_PHONE.search(key):
        return Column("no_call")
    if re.search(r"\bmps\b", key):
        return Column("no_post")
    return Column("no_email" if _BY_EMAIL.search(key) else "opt_out")


def _consent(key: str) -> Column | None:
    """Read what speaks of agreeing; `label` holds the lines that it names, none for all."""
    agrees = _AGREES.search(key) or (_ALLOWS.search(key) and _WHAT.search(key))
    if not agrees or _BY_OTHER_WAYS.search(key) or _BESIDE_CONSENT.search(key):
        return None
    lines = [line for line, named in _AGREED_BY.items() if named.search(key)]
    what = REFUSAL if _DENIES.search(key) else CONSENT
    return Column(what, " ".join(lines), key)


def _way(key: str) -> Column | None:
    """Read a column of e-mail addresses or telephone numbers."""
    words = key.split()
    label = " ".join(word for word in words if word in _WHICH)
    if set(words) & _PHONE and (_PHONE | _BESIDE).issuperset(words):
        own = " ".join(w for w in words if w in {"mobile", "cell", "mobil", "handy", "cellular"})
        return Column("phone", f"{label} {own}".strip())
    if (set(words) & _EMAIL) and (_EMAIL | _BESIDE).issuperset(words):
        if "mail" in words and "e" not in words and words != ["mail"]:
            return None
        return Column("email", label)
    return None
