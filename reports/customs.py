"""Customs: a language goes in; how it writes dates, numbers and lists, and which words it may not say, come out, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale

from reports.catalogues import LANGUAGES, SOURCE, WordUnknown

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Customs:
    """What a language does its own way; each is read from its `customs.yaml`."""

    language: str
    name: str
    day: str
    month: str
    year: str
    list: tuple[str, str]
    clauses: tuple[str, str]
    percent: str
    banned: tuple[str, ...] = field(repr=False)
    first_day: str = ""
    years_ahead: int = 0
    figures: str = "0123456789"
    font_package: str = ""
    months: tuple[str, ...] = field(default=(), repr=False)
    group: str = ","
    decimal: str = "."

    def write_date(self, year: int, month: int = 0, day: int = 0) -> str:
        """Gives a date of the common era, as far as it is known (0 for what is not), in the era and figures of the language."""
        pattern = self.day if day else self.month if month else self.year
        if day == 1 and self.first_day:
            pattern = self.first_day
        name = self.months[month - 1] if month else ""
        written = pattern.format(day=day, month=name, number=month, year=year + self.years_ahead)
        return self.write_figures(written)

    def write_decimal(self, text: str) -> str:
        """Gives a number written the English way (1,200.5) in the marks and figures of the language."""
        return self.write_figures(text.translate({ord(","): self.group, ord("."): self.decimal}))

    def write_figures(self, text: str) -> str:
        """Gives the text with its figures those of the language."""
        return text.translate(str.maketrans("0123456789", self.figures))


@lru_cache(maxsize=len(LANGUAGES))
def read_customs(language: str) -> Customs:
    """Gives the customs of a language; raises WordUnknown where it is not shipped."""
    if language not in LANGUAGES:
        raise WordUnknown(f'there is no locale "{language}"; there is: {", ".join(LANGUAGES)}')
    text = files("reports").joinpath("locales", language, "customs.yaml").read_text(encoding="utf-8")
    read = yaml.load(text.replace("~", NO_BREAK), Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader makes text only)
    locale = Locale.parse(language)
    symbols = locale.number_symbols["latn"]
    own: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in read.items()}
    return Customs(
        language=language,
        **{**own, "years_ahead": int(own.get("years_ahead", 0))},
        months=tuple(locale.months["format"]["wide"][number] for number in range(1, 13)),
        group=symbols["group"].replace("\u202f", NO_BREAK),  # the letters' face has no narrow space
        decimal=symbols["decimal"],
    )


@lru_cache(maxsize=len(LANGUAGES))
def banned_words(language: str = SOURCE) -> re.Pattern[str]:
    """Gives the pattern of the words that a letter in a language may not say of anyone without a court's judgment."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in read_customs(language).banned), re.IGNORECASE)
