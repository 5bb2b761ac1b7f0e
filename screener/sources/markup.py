"""XML of a list goes in; its tree comes out, every element with its line, or a refusal with the line where the XML breaks."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from screener.sources.records import Record, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.sax.xmlreader import AttributesImpl, Locator

    from screener.model import Upload
    from screener.sources.records import Value


@dataclass(slots=True)
class Element:
    """An element: `text` is its own text, `children` its elements in order; namespaces stay prefixes."""

    tag: str
    line: int
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, *path: str) -> Iterator[Element]:
        """Gives the elements at a path of tags below this one, in order."""
        for child in self.children:
            if child.tag == path[0]:
                if len(path) == 1:
                    yield child
                else:
                    yield from child.all(*path[1:])

    def first(self, *path: str) -> Element | None:
        """Gives the first element at a path of tags, or None."""
        return next(self.all(*path), None)

    def whole_text(self) -> str:
        """Gives the text of the element and of all below it, its own first."""
        parts = [self.text, *(child.whole_text() for child in self.children)]
        return " ".join(" ".join(parts).split())


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self._open: list[Element] = []
        self._place: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 (SAX's name)
        self._place = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 (SAX's name)
        line = self._place.getLineNumber() if self._place else 0
        element = Element(tag=name, line=line or 0, attributes=dict(attrs.items()))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 (SAX's name)
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].text += content


def read_markup(upload: Upload) -> Element:
    """Gives the root element. Raises UploadRefused with the line where the XML is broken, ends, or declares entities."""
    builder = _Builder()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(builder)
    try:
        parser.parse(io.BytesIO(upload.content))
    except SAXParseException as error:
        line = error.getLineNumber() or 0
        raise refuse(
            upload.file, line, f"the XML breaks here ({error.getMessage()}); the file looks cut short or altered"
        ) from error
    except DefusedXmlException as error:
        raise refuse(upload.file, 1, "the XML declares types or entities of its own, which a list has no need of") from error
    assert builder.root is not None  # noqa: S101 (a document without a root is a parse error)
    return builder.root


def make_record(element: Element, *, file: str) -> Record:
    """Gives an element as a Record: leaves are text, other elements records; attributes are `@name`, text beside them `#text`."""
    fields: dict[str, list[Value]] = {f"@{name}": [value] for name, value in element.attributes.items() if value.strip()}
    for child in element.children:
        value: Value = make_record(child, file=file) if child.children or child.attributes else " ".join(child.text.split())
        if value:
            fields.setdefault(child.tag, []).append(value)
    if element.text.strip():
        fields["#text"] = [" ".join(element.text.split())]
    return Record(file=file, line=element.line, fields=fields)


def begins_with(upload: Upload, *tags: str) -> bool:
    """Says whether the upload is XML whose first element is one of `tags`."""
    head = upload.content[:4000].decode("utf-8", "replace")
    return upload.format == "xml" and any(f"<{tag}>" in head or f"<{tag} " in head for tag in tags)
