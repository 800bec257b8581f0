"""Names of firms: as a person says them, and as two spellings of one are compared."""

from __future__ import annotations

import re

_LEGAL_FORM = re.compile(
    r"[\s,]+(?:(?:g?gmbh|mbh|ag|ug|se|kg)\s*(?:&|\+|und)\s*co\.?\s*(?:kgaa|kg|ohg)"
    r"|(?:co\.?,?\s+)?ltd|limited|llp|llc|inc|incorporated|plc|g?gmbh|mbh|ag|kg|kgaa|ohg"
    r"|sa|sarl|bv|nv|oy|ab|as|pty)\.?$",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:\s+(?:and|und))?[\s,&]+co\.?$", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:^|.*\s)(?:&|\+|and|und|et|the)", re.IGNORECASE)
"""What is left of "The AB" or "Field & AG" when the legal form is gone."""


def say_firm(company: str) -> str:
    """Give a firm's name without its legal form, as a letter has it: "Acme Ltd." is "Acme"."""
    name = company.strip()
    bare = _LEGAL_FORM.sub("", name)
    return bare if bare and not _NO_NAME.fullmatch(bare) else name


def firm_key(company: str) -> str:
    """Compare firms without case, spaces and legal form: "Field & Co" is "Field" here."""
    return re.sub(r"[\s.,&-]+", "", _COMPANY.sub("", say_firm(company)).casefold())
