"""Archives: files by their names go in; a ZIP with the same bytes for the same files comes out."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = (1980, 1, 1, 0, 0, 0)
"""The day every entry bears: no time of day leaves with a letter."""


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """Gives a ZIP of the files in their order; what is compressed already is stored as it is."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            kind = zipfile.ZIP_STORED if name.endswith((".pdf", ".docx")) else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, date_time=_DAY)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content, compress_type=kind)
    return target.getvalue()
