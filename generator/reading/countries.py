"""Countries as address books write them, and the codes that a prospect's file wants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.reading.sentences import shown
from generator.yamltree import Mark, Node, Scalar

_NAMES: dict[str, str] = {
    "AE": "united arab emirates|uae|emirates", "AR": "argentina",
    "AT": "austria|osterreich|oesterreich", "AU": "australia",
    "BE": "belgium|belgique|belgie|belgien", "BG": "bulgaria", "BR": "brazil|brasil",
    "CA": "canada", "CH": "switzerland|schweiz|suisse|svizzera", "CL": "chile", "CN": "china",
    "CO": "colombia", "CY": "cyprus", "CZ": "czechia|czech republic|cesko",
    "DE": "germany|deutschland|allemagne|alemania|germania", "DK": "denmark|danmark",
    "EE": "estonia|eesti", "EG": "egypt", "ES": "spain|espana|espagne|spanien",
    "FI": "finland|suomi", "FR": "france|frankreich|francia",
    "GB": "united kingdom|uk|u k|great britain|britain|england|scotland|wales|northern ireland"
    "|united kingdom of great britain and northern ireland|vereinigtes konigreich|royaume uni",
    "GR": "greece|hellas", "HK": "hong kong", "HR": "croatia|hrvatska", "HU": "hungary",
    "ID": "indonesia", "IE": "ireland|eire|republic of ireland|irland", "IL": "israel",
    "IN": "india", "IS": "iceland", "IT": "italy|italia|italien|italie", "JP": "japan",
    "KE": "kenya", "KR": "south korea|korea|republic of korea", "LT": "lithuania",
    "LU": "luxembourg|luxemburg", "LV": "latvia", "MA": "morocco", "MT": "malta",
    "MX": "mexico", "MY": "malaysia", "NG": "nigeria",
    "NL": "netherlands|the netherlands|holland|nederland|niederlande|pays bas",
    "NO": "norway|norge", "NZ": "new zealand|aotearoa", "PE": "peru", "PH": "philippines",
    "PK": "pakistan", "PL": "poland|polska|polen", "PT": "portugal", "QA": "qatar",
    "RO": "romania", "RS": "serbia", "SA": "saudi arabia", "SE": "sweden|sverige|schweden",
    "SG": "singapore", "SI": "slovenia", "SK": "slovakia", "TH": "thailand",
    "TR": "turkey|turkiye", "TW": "taiwan", "UA": "ukraine",
    "US": "united states|united states of america|usa|u s a|u s|us|america", "VN": "vietnam",
    "ZA": "south africa",
}  # fmt: skip
_CODES = {name: code for code, names in _NAMES.items() for name in names.split("|")}

_CODE = re.compile(r"[A-Z]{2}")
CODE_FIRST = frozenset(
    {"AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "IL", "IS", "IT"}
    | {"LT", "LU", "MX", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR"}
)
"""Where the postcode stands before the town."""


def bag(*words: str) -> frozenset[str]:
    """Give a vocabulary, written as people write one: phrases between bars."""
    return frozenset(phrase for line in words for phrase in line.split("|"))


def plain_words(text: str) -> str:
    """Give letters and digits only, without accents and case, one space between words."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", bare).strip()


def country_code(text: str) -> str | None:
    """Give the two letters of a country; None where it is not known for certain."""
    word = plain_words(text)
    if word in _CODES:
        return _CODES[word]
    code = word.upper()
    return code if code in _NAMES else None


def not_a_code(node: Node | None) -> Iterator[tuple[Mark, str, str]]:
    """Refuse what is no country code, and say which was meant: "UK" is GB."""
    if not isinstance(node, Scalar) or not node.text:
        return
    meant = country_code(node.text)
    if _CODE.fullmatch(node.text) and meant in {None, node.text}:
        return
    hint = f"Did you mean '{meant}'?" if meant else "Write it with two capital letters, such as GB."
    yield node.start, f"country: '{shown(node.text)}' is no country code", hint
