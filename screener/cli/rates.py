"""Exchange rates as the investor gives them: a CSV in; Rates, and the hash of the file for the receipt, out."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from screener.cli.desk import read_text
from screener.screening.rates import read_rates as read_rates_text

if TYPE_CHECKING:
    from pathlib import Path

    from screener.screening.money import Rates


def read_rates(file: Path) -> tuple[Rates, str]:
    """Reads the file's rates and hash. Raises RequestRefused where it cannot be opened or gives none."""
    text = read_text(file)
    return read_rates_text(text, file=file.name), sha256(text.encode()).hexdigest()
