"""Filters: dates, sums, shares and addresses go in; what a reader reads comes out."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import MAX_PREC, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from babel import Locale
from markupsafe import Markup, escape

from reports.customs import NO_BREAK, read_customs
from reports.facts import NOT_STATED
from reports.wording import read_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reports.facts import Amount

ANY_LENGTH = Context(prec=MAX_PREC)
"""For sums of more than 28 figures, which a file may hold by mistake."""
NO_CURRENCY = "¤"
"""Stands where a currency stands, and says that the file states none (the sign of Unicode for any currency)."""
_HELD = re.compile(f"[^ \\n{NO_BREAK}]*(?:{NO_BREAK}[^ \\n{NO_BREAK}]*)+")


def write_date(partial: str | None, blank: str = "", *, language: str = "en") -> str:
    """Gives a partial date in words: 4 May 2023, March 2024, 2021; `blank` for none. Other text raises ValueError."""
    if not partial:
        return blank
    return read_customs(language).write_date(*(int(piece) for piece in partial.split("-")))


def write_period(since: str | None, until: str | None, *, language: str = "en") -> str:
    """Gives a period in words: "since May 2019", "until 2022", "March 2021 to 4 May 2023", or nothing."""
    begin, end = write_date(since, language=language), write_date(until, language=language)
    if begin == end:
        return begin
    if begin and end:
        return _say("from_to", language, since=begin, until=end)
    return _say("since", language, date=begin) if begin else _say("until", language, date=end)


def write_number(value: str, *, language: str = "en") -> str:
    """Gives decimal text with thousands apart and its decimals kept: 15,577,005,133.15."""
    return read_customs(language).write_decimal(f"{Decimal(value):,f}")


def write_money(amount: Amount, *, language: str = "en", reported: bool = False) -> str:
    """Gives a sum with its currency and two decimals or more: USD 15,577,005,133.15; one that is `reported` with those it has."""
    number = Decimal(amount.value)
    if not reported and number.as_tuple().exponent > -2:  # type: ignore[operator]  # a sum is finite, so its exponent is a number
        number = number.quantize(Decimal("0.01"), context=ANY_LENGTH)
    text = read_customs(language).write_decimal(f"{number:,f}")
    return _say("no_currency", language, amount=text) if amount.currency == NOT_STATED else f"{amount.currency}{NO_BREAK}{text}"


def write_held(amount: Amount, *, language: str = "en") -> str:
    """Gives a sum of the investor's as `write_money`, with NO_CURRENCY where the file states none.

    The page explains the sign once, and its columns of figures stay legible.
    """
    if amount.currency != NOT_STATED:
        return write_money(amount, language=language)
    return write_money(replace(amount, currency=NO_CURRENCY), language=language)


def write_percent(fraction: str | None, blank: str = "–", *, language: str = "en") -> str:
    """Gives a fraction of one in percent with one decimal; what would round to nothing is "less than 0.1 %"."""
    if fraction is None or fraction == "":
        return blank
    percent = Decimal(fraction) * 100
    rounded = percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if rounded == 0 and percent > 0:
        return _say("less_than", language, amount=_write_percentage("0.1", language))
    if rounded == 100 and percent < 100:
        return _say("more_than", language, amount=_write_percentage("99.9", language))
    return _write_percentage(f"{rounded:f}", language)


def write_share(fraction: str, *, language: str = "en") -> str:
    """Gives an owner's share in percent, its decimals as reported: 0.66 → 66 %, 0.0503 → 5.03 %."""
    percent = (Decimal(fraction) * 100).normalize()
    return _write_percentage(f"{percent:f}", language)


def _write_percentage(number: str, language: str) -> str:
    customs = read_customs(language)
    return customs.percent.format(number=customs.write_decimal(number))


def _say(key: str, language: str, **values: str) -> str:
    return read_wording(language).word(key, "figures").format(**values)


def join_words(words: Iterable[str], *, language: str = "en") -> str:
    """Gives a list in a sentence: "a, b and c"."""
    items = list(words)
    comma, last = read_customs(language).list
    return last.join([comma.join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def join_clauses(clauses: Iterable[str], *, language: str = "en") -> str:
    """Gives parts of a sentence that have commas of their own as one: "a; b; and c"."""
    items = list(clauses)
    semicolon, last = read_customs(language).clauses
    return last.join([semicolon.join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def join_rows(rows: Sequence[int], limit: int = 12, *, language: str = "en") -> str:
    """Gives row numbers for a sentence; past `limit` it says how many more."""
    figures = read_customs(language).write_figures
    shown = [figures(str(row)) for row in rows[:limit]]
    if len(rows) <= limit:
        return join_words(shown, language=language)
    return _say("more_rows", language, rows=read_customs(language).list[0].join(shown), number=figures(str(len(rows) - limit)))


def count_things(number: int, one: str, many: str) -> str:
    """Gives "1 issuer" or "2 issuers", thousands apart; for pages that are in English only."""
    return f"{number:,}{NO_BREAK}{one if number == 1 else many}"


def choose_link(url: str) -> str:
    """Gives the address if a reader may follow it (http or https), otherwise nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


def write_country(code: str, language: str = "en") -> str:
    """Gives the name of a country for its two-letter code; other text stays as it is."""
    return str(Locale.parse(language).territories.get(code.upper(), code))


def is_number(text: str) -> bool:
    """Says whether text is a plain decimal number, so that a minus sign in front of it is no formula."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def raise_first(text: str) -> str:
    """Gives the text with its first letter in capitals, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str, *, language: str = "en") -> str:
    """Gives an English text with its first letter small, to stand inside a sentence; a translation begins as it must."""
    return text[:1].lower() + text[1:] if language == "en" else text


def hold_together(text: str) -> Markup:
    """Gives the text with its no-break spaces as plain ones inside a span that does not break.

    In a PDF both spaces are one glyph, so that one no-break space would make every space of the page unfindable.
    """
    parts, end = [], 0
    for held in _HELD.finditer(text):
        parts += [escape(text[end : held.start()]), Markup('<span class="held">{}</span>').format(write_plain(held.group()))]
        end = held.end()
    return Markup("").join([*parts, escape(text[end:])])


def write_plain(text: str) -> str:
    """Gives the text with plain spaces, for places that take no markup: a title, a drawing."""
    return text.replace(NO_BREAK, " ")
