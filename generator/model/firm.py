"""Names of firms: as a person says them, and as two spellings of one are compared."""

from __future__ import annotations

import re

_LEGAL_FORM = re.compile(
    r"[\s,]+(?:ltd|limited|llp|llc|inc|incorporated|plc|gmbh|ag|kg|sa|sarl|bv|nv|oy|ab|as|pty|co)\.?$",
    re.IGNORECASE,
)


def say_firm(company: str) -> str:
    """Give a firm's name without its legal form, as a letter has it: "Acme Ltd." is "Acme"."""
    return _LEGAL_FORM.sub("", company.strip()) or company.strip()


def firm_key(company: str) -> str:
    """Compare firms without case, spaces and legal form."""
    return re.sub(r"[\s.,&-]+", "", say_firm(company).casefold())
