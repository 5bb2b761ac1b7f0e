"""Speech: a language goes in; the functions with which templates say whole sentences in it come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import pass_context
from markupsafe import Markup, escape

from reports.catalogues import SOURCE, Catalogue, TranslationMissing, read_catalogue, read_rules
from reports.customs import read_customs
from reports.variants import read_variants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2.runtime import Context

_SAID = ("letters", "pages")
"""Where a sentence of a template is looked for. What the rulebook says is looked for apart: its words are other people's."""


def translate(text: str, *, language: str, strict: bool, context: str = "") -> str:
    """Gives a sentence in a language. Without a translation, raises TranslationMissing if `strict`; otherwise says it in English.

    A page that is in English in part is better than none; a letter that mixes languages is not fit to send.
    """
    if language == SOURCE or not text:
        return text
    return _settle((catalogue.find(text, context=context) for catalogue in _read(language)), text, language, strict=strict)


def say_rule(text: str, *, language: str) -> str | None:
    """Gives a text of the rulebook in a language of the pages, or None where that very text has no translation.

    So it is with a policy of the user's own, and with a text of ours that was changed after it was translated.
    """
    return text if language == SOURCE or not text else read_rules(language).get(text)


def translate_number(one: str, many: str, number: int, *, language: str, strict: bool, context: str = "") -> str:
    """Gives the sentence that fits so many things, in the plural forms of its language; without one, as `translate`."""
    if language == SOURCE:
        return one if number == 1 else many
    found = (catalogue.find_plural(one, number, context=context) for catalogue in _read(language))
    return _settle(found, one if number == 1 else many, language, strict=strict)


def make_speech(
    language: str, *, strict: bool, finish: Callable[[object], object] | None = None
) -> dict[str, Callable[..., Markup]]:
    """Gives the functions behind `{% trans %}`, and `speak`, which says a sentence as one person (I) or as several (we).

    A letter of a campaign has the wording of a sentence that its `variant` chooses. Placeholders are written `%(name)s`. What
    fills them is set by `finish` as everything a template prints, and is never markup.
    """

    variants = read_variants(language)
    figures = read_customs(language).write_figures

    def fill(text: str, values: dict[str, object]) -> Markup:
        told = {name: figures(str(value)) if type(value) is int else value for name, value in values.items()}
        settled = {name: finish(value) if finish else value for name, value in told.items()}
        sentence = finish(text) if finish else text
        return (escape(sentence) % settled).replace("..", ".")  # "…of Example N.V.." where a name brings its own full stop

    @pass_context
    def gettext(page: Context, text: str, /, **values: object) -> Markup:
        said = translate(text, language=language, strict=strict)
        seed = getattr(page.get("document"), "variant", "")
        return fill(variants.vary_sentence(text, said, seed=seed) if seed else said, values)

    def pgettext(context: str, text: str, /, **values: object) -> Markup:
        return fill(translate(text, language=language, strict=strict, context=context), values)

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        return fill(translate_number(one, many, number, language=language, strict=strict), {"num": number, **values})

    def npgettext(context: str, one: str, many: str, number: int, /, **values: object) -> Markup:
        text = translate_number(one, many, number, language=language, strict=strict, context=context)
        return fill(text, {"num": number, **values})

    @pass_context
    def speak(page: Context, one: str, several: str, /, **values: object) -> Markup:
        return gettext(page, several if page["document"].sender.plural else one, **values)

    return {
        "_": gettext,
        "gettext": gettext,
        "pgettext": pgettext,
        "ngettext": ngettext,
        "npgettext": npgettext,
        "speak": speak,
    }


def _read(language: str) -> Iterable[Catalogue]:
    return (read_catalogue(language, domain) for domain in _SAID)


def _settle(found: Iterable[str | None], text: str, language: str, *, strict: bool) -> str:
    translation = next((one for one in found if one is not None), None)
    if translation is None and strict:
        raise TranslationMissing(f'"{text}" has no translation in locale "{language}"')
    return text if translation is None else translation
