"""Monthly portfolios of Indian mutual funds (a form set by SEBI): rupees, values in lakh (100,000 rupees).

The values stay as the file has them; as they are no plain rupees, no currency is claimed for them.
"""

from __future__ import annotations

import re

from screener.intake.layouts.layout import Layout

_LAKH = re.compile(r"\b(?:rs\.?|₹|inr|value)[^\t]{0,20}\b(?:lakhs?|lacs?)\b", re.IGNORECASE)


def _recognises(lines: tuple[str, ...]) -> bool:
    return any(_LAKH.search(line) for line in lines)


LAYOUT = Layout(name="sebi", recognises=_recognises, constants={"currency": "INR", "value_currency": ""})
