"""Breaks: a page and its language go in; the same page comes out with its lines free to break, and its sentences set close, as
that language has it.

Burmese sets no space between words, and the layout knows no Burmese words. So a line may break after the particles that end a
word (of case, number, tense), and before no syllable that a mark ties to the one before. Thai, Japanese, Korean and Chinese
lines are broken by the layout itself. Japanese and Chinese set no space between sentences.
"""

from __future__ import annotations

import re

ZERO_WIDTH_SPACE = "\u200b"
_PARTICLES = (
    "သည်", "ခြင်း", "များ", "နှင့်", "တွင်", "ကို", "မှ", "သို့", "ဖြင့်", "အတွက်", "အား", "၏", "ရန်", "ဟု", "၍", "လည်း", "သော", "မည့်", "ထံ",
    "ကြောင်း", "လျှင်", "အရ", "ဆိုင်ရာ", "အကြား", "အောက်", "အပေါ်", "အထိ", "တစ်ရပ်", "အဖြစ်", "ရေး", "ပါက", "၌", "မှု", "ခဲ့", "အတွင်း", "တို့",
)  # fmt: skip
_AFTER = re.compile(rf"({'|'.join(sorted(_PARTICLES, key=len, reverse=True))})(?=[က-ဪဿ၊-၏])(?![၊။]|.\u1037?[\u103a\u1039])")
_SYLLABLE = re.compile(r"(?<=[\u1000-\u109f])(?<!\u1039)(?=[က-အ])(?!.\u1037?[\u103a\u1039])")
"""Where a syllable begins: a consonant that no mark stacks under, or closes, the syllable before."""
_LONGEST = 24
"""Past so many characters without a place to break, a syllable is one."""


_WIDE = r"\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e"
_GAP = re.compile(rf"(?<=[{_WIDE}]) +(?=[{_WIDE}])|(?<=</a></sup>) +(?=[{_WIDE}]|\d{{4}}年)|(?<=。) +(?=\d)")
"""A space between two wide characters, or after a sentence's end or its note."""


_NOTE_AFTER_SPAN = re.compile(r'</span>(<sup class="cite">.*?</sup>)')
_WORD_WITH_NOTE = re.compile(r'([^\s<>&;\u200b]{1,12})(<sup class="cite">.*?</sup>)')
_SIGN_WITH_NOTE = re.compile(r'([^\s<>&;\u200b]{1,2})(<sup class="cite">.*?</sup>)')


def set_lines(html: str, language: str) -> str:
    """Gives the page of a letter as its language sets lines: no number of a note stands alone at the beginning of one."""
    if language == "my":
        return _set_breaks(html)
    return _hold_notes(_GAP.sub("", html) if language in {"ja", "zh"} else html, language)


def part_syllables(text: str) -> str:
    """Gives the text with a zero-width space between its Burmese syllables, for lines too short for words."""
    return _SYLLABLE.sub(ZERO_WIDTH_SPACE, text)


def part_words(text: str) -> str:
    """Gives the text with a zero-width space where its Burmese lines may break: after particles, in a long run at a syllable."""
    return re.sub(r"[\u1000-\u109f]+", lambda run: _break_run(run.group()), text)


def _hold_notes(html: str, language: str) -> str:
    """Thai stays as it is: its words are not told apart here, and cutting one would take a mark from its letter."""
    if language == "th":
        return html
    pattern = _SIGN_WITH_NOTE if language in {"ja", "ko", "zh"} else _WORD_WITH_NOTE
    return pattern.sub(r'<span class="held">\1\2</span>', _NOTE_AFTER_SPAN.sub(r"\1</span>", html))


def _set_breaks(html: str) -> str:
    """The page with zero-width spaces in its body where its Burmese lines may break; its title stays as it is."""
    head, body, rest = html.partition("<body")
    return head + body + part_words(rest)


def _break_run(run: str) -> str:
    pieces = _AFTER.sub(rf"\1{ZERO_WIDTH_SPACE}", run).split(ZERO_WIDTH_SPACE)
    return ZERO_WIDTH_SPACE.join(_break_long(piece) for piece in pieces)


def _break_long(piece: str) -> str:
    places, last = [], 0
    for found in _SYLLABLE.finditer(piece):
        if found.start() - last > _LONGEST:
            places.append(found.start())
            last = found.start()
    ends = [*places, len(piece)]
    return ZERO_WIDTH_SPACE.join(piece[begin:end] for begin, end in zip([0, *places], ends, strict=True))
