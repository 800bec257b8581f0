"""Telephone numbers as digits, so that one number is one however it is written."""

from __future__ import annotations

import re

CODES: dict[str, tuple[str, str]] = {
    "AE": ("971", "0"), "AR": ("54", "0"), "AT": ("43", "0"), "AU": ("61", "0"),
    "BE": ("32", "0"), "BG": ("359", "0"), "BR": ("55", "0"), "CA": ("1", ""),
    "CH": ("41", "0"), "CN": ("86", "0"), "CY": ("357", ""), "CZ": ("420", ""),
    "DE": ("49", "0"), "DK": ("45", ""), "EE": ("372", ""), "ES": ("34", ""),
    "FI": ("358", "0"), "FR": ("33", "0"), "GB": ("44", "0"), "GR": ("30", ""),
    "HK": ("852", ""), "HR": ("385", "0"), "HU": ("36", "06"), "IE": ("353", "0"),
    "IL": ("972", "0"), "IN": ("91", "0"), "IS": ("354", ""), "IT": ("39", ""),
    "JP": ("81", "0"), "KR": ("82", "0"), "LT": ("370", "0"), "LU": ("352", ""),
    "LV": ("371", ""), "MT": ("356", ""), "MX": ("52", ""), "NL": ("31", "0"),
    "NO": ("47", ""), "NZ": ("64", "0"), "PL": ("48", ""), "PT": ("351", ""),
    "RO": ("40", "0"), "SE": ("46", "0"), "SG": ("65", ""), "SI": ("386", "0"),
    "SK": ("421", "0"), "TR": ("90", "0"), "UA": ("380", "0"), "US": ("1", ""),
    "ZA": ("27", "0"),
}  # fmt: skip
"""What stands before a number from abroad (ITU-T E.164), and what is dialled before it at home."""

_NORTH_AMERICA = "1"


def digits(phone: str, country: str) -> str:
    """Give a number in digits with its country's code: `020 7946 0123` in GB is `442079460123`.

    An extension follows after an `x`. A number of a country that is not in the table keeps what it
    has: it is known again only where it is written alike.
    """
    number, _, extension = phone.replace("(0)", "").lower().partition("x")
    bare = re.sub(r"\D", "", number)
    code, trunk = CODES.get(country, ("", ""))
    if number.strip().startswith("+") or (code == _NORTH_AMERICA and bare.startswith(code)):
        full = bare
    elif bare.startswith("00"):
        full = bare[2:]
    else:
        full = code + bare.removeprefix(trunk)
    inner = re.sub(r"\D", "", extension)
    return f"{full}x{inner}" if inner else full
