"""Rendering: a document goes in, its page as HTML comes out; templates ask and loop, and an unknown name stops them."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from reports import charts, filters, path_chart
from reports.address import SetAddress, set_address
from reports.breaks import set_lines
from reports.brief_document import BriefDocument
from reports.catalogues import LANGUAGES, SOURCE, read_catalogue
from reports.customs import NO_BREAK, read_customs
from reports.documents import SummaryDocument
from reports.facts import Amount
from reports.geometry import PROFILES
from reports.glyphs import choose_readable, refuse_missing
from reports.letter_document import LetterDocument
from reports.notes import Notes
from reports.remarks import say_remark
from reports.review_document import AskedDocument, IndexDocument, ReviewDocument
from reports.signs import write_sign
from reports.speech import make_speech, say_rule
from reports.wording import read_wording

if TYPE_CHECKING:
    from reports.exposure_document import Exposure

Document = SummaryDocument | BriefDocument | LetterDocument | ReviewDocument | AskedDocument | IndexDocument

BARS_SHOWN = 12
"""Bars a chart has room for on a page with text; the table beside it has every line."""
TEMPLATES: dict[type, str] = {
    SummaryDocument: "summary.html",
    BriefDocument: "brief.html",
    LetterDocument: "letter.html",
    ReviewDocument: "review.html",
    AskedDocument: "asked.html",
    IndexDocument: "letters_index.html",
}

_SIGNED = SummaryDocument | BriefDocument


def render_html(document: Document) -> str:
    """Gives the whole page of a document, ready for paper.

    Raises TranslationMissing or GlyphsMissing where a letter cannot be said or drawn in its language. A letter in a language
    whose catalogue no person has read over is marked as a draft.
    """
    return _render(TEMPLATES[type(document)], document)


def render_headline(document: SummaryDocument) -> str:
    """Gives the answer in one sentence, as plain text."""
    module = _environment(document.language, on_paper=False).get_template("_sentences.html").module
    return str(module.headline(document.answer)).strip()  # type: ignore[attr-defined]  # a macro of the template


def render_template(template: str, *, language: str = "en", **values: object) -> str:
    """Gives a template of ours for the screen, filled with `values`; an unknown name in it stops it."""
    page = _environment(language, on_paper=False).get_template(template)
    return page.render(notes=Notes(), wording=read_wording(language), **values)


def _render(template: str, document: Document) -> str:
    strict = type(document) is LetterDocument
    page = _environment(document.language, on_paper=True, strict=strict).get_template(template)
    wording = read_wording(document.language, strict=strict)
    html = page.render(
        document=write_sign(document, document.currency_sign) if isinstance(document, _SIGNED) else document,
        notes=Notes(),
        wording=wording.vary(document.variant) if isinstance(document, LetterDocument) and document.variant else wording,
        reviewed=bool(read_catalogue(document.language, "letters").reviewer),
    )
    if strict:
        refuse_missing(html)
        return set_lines(html, document.language)
    return html


@lru_cache(maxsize=2 * len(LANGUAGES))
def _environment(language: str, *, on_paper: bool, strict: bool = False) -> Environment:
    wording = read_wording(language, strict=strict)
    finish = (_hold if read_customs(language).font_package else _set_on_paper) if on_paper else None
    environment = Environment(
        loader=PackageLoader("reports", "templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=finish,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the functions below take the values of their placeholders
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters |= {
        "word": wording.word,
        "phrase": wording.phrase,
        "country": partial(filters.write_country, language=language),
        "date": partial(filters.write_date, language=language),
        "percent": partial(filters.write_percent, language=language),
        "share": partial(filters.write_share, language=language),
        "held": partial(filters.write_held, language=language),
        "money": partial(filters.write_money, language=language),
        "number": partial(filters.write_number, language=language),
        "remark": partial(_mark_remark, language=language),
        "rule": partial(_mark_rule, language=language, on_paper=on_paper),
        "rule_text": lambda text: say_rule(text, language=language) or text,
        "recorded": partial(_mark_recorded, language=language, on_paper=on_paper),
        "clauses": partial(filters.join_clauses, language=language),
        "exit_question": wording.exit_questions.__getitem__,
        "figures": lambda number: read_customs(language).write_figures(str(number)),
        "words": partial(filters.join_words, language=language),
        "rows": partial(filters.join_rows, language=language),
        "count": filters.count_things,
        "link": filters.choose_link,
        "capital": filters.raise_first,
        "uncapital": partial(filters.lower_first, language=language),
        "mark": charts.draw_mark,
        "plain": filters.write_plain,
    }
    environment.globals |= {
        **make_speech(language, strict=strict, finish=finish),
        "bars_shown": BARS_SHOWN,
        "place_address": _place_address,
        "period": partial(filters.write_period, language=language),
        "paths_chart": lambda paths: path_chart.draw_paths(paths, language=language),
        "paths_title": lambda paths: path_chart.say_title(paths, language),
        "hop_kind": lambda hop: path_chart.say_hop(hop, language),
        "exposure_measure": partial(_write_measure, language=language),
        "exposure_chart": lambda exposure: _draw_exposure(exposure, language),
    }
    return environment


def _place_address(letter: LetterDocument) -> SetAddress:
    return set_address(letter.recipient.lines, PROFILES[letter.profile].address)


def _mark_recorded(text: str, *, language: str, on_paper: bool) -> object:
    """The registry is in English: on a page in another language its texts are marked as English."""
    if language == SOURCE:
        return text
    return Markup('<span lang="en">{}</span>').format(_set_on_paper(text) if on_paper else text)


def _mark_remark(said: str, *, language: str) -> object:
    """Says a remark of the program in the language of the page; one that it does not know is said, and marked, as English."""
    told = say_remark(said, language=language)
    return _mark_recorded(said, language=language, on_paper=False) if told is None else told


def _mark_rule(text: str, *, language: str, on_paper: bool) -> object:
    """Says a text of the rulebook in the language of the page; a policy of the user's own stands as it is written."""
    told = say_rule(text, language=language)
    return _mark_recorded(text, language=language, on_paper=on_paper) if told is None else told


def _set_on_paper(value: object) -> object:
    """Paper has the fonts of the machine that prints it, a browser has its own: only paper falls back on Latin letters."""
    return _hold(choose_readable(value)) if type(value) is str else value


def _hold(value: object) -> object:
    """A language whose own script needs a font of the system does not fall back: its letters are refused instead."""
    return filters.hold_together(value) if type(value) is str and NO_BREAK in value else value


def _draw_exposure(exposure: Exposure, language: str) -> str:
    word, comma = read_wording(language).word, read_customs(language).list[0]
    bars = [
        charts.Bar(
            label=comma.join((filters.raise_first(word(line.channel, "channels")), word(line.status, "chart_statuses"))),
            measure=line.measure,
            text=filters.write_plain(_write_measure(line.measure, exposure.unit, language=language)),
            solid=line.status == "active",
        )
        for line in exposure.lines[:BARS_SHOWN]
    ]
    leading = filters.join_words((word(channel, "channels") for channel in exposure.leading_channels), language=language)
    measure = _write_measure(exposure.leading_measure, exposure.unit, language=language)
    title = filters.write_plain(f"{filters.raise_first(leading)}: {measure}")
    return charts.draw_bars(bars, title=title, description="; ".join(f"{bar.label}: {bar.text}" for bar in bars))


def _write_measure(measure: str, unit: str, *, language: str) -> str:
    if unit == "weight":
        return filters.write_percent(measure, language=language)
    if unit == "issuers":
        return filters.write_number(measure, language=language)
    return filters.write_held(Amount(currency=unit, value=measure), language=language)
