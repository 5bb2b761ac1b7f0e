"""Word letters, read back by python-docx and as XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from xml.etree import ElementTree

import docx
import pypdf
import pytest

from reports.geometry import PROFILES
from reports.letter_docx import TAGS, write_letter_docx
from reports.pdf import PdfPress
from tests.reports.letters import HOSTILE, build_page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_part(content, part):
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return ElementTree.fromstring(opened.read(f"word/{part}.xml"))


def read_words(root):
    """Gives the words of a part, without fields' results, which are note numbers."""
    fields = {text for field in root.iter(f"{W}fldSimple") for text in field.iter(f"{W}t")}
    return "".join(
        " " if one.tag in {f"{W}br", f"{W}p", f"{W}tab"} else (one.text or "")
        for one in root.iter()
        if one.tag in {f"{W}br", f"{W}p", f"{W}tab"} or (one.tag == f"{W}t" and one not in fields)
    )


def count_letters(text):
    """Gives the words of a text without figures and marks, so that raised note numbers do not count."""
    return Counter(re.findall(r"[^\W\d_]+", text))


@pytest.fixture(scope="module")
def word():
    return write_letter_docx(build_page())


@pytest.mark.parametrize("draft", [True, False])
def test_word_and_pdf_say_the_same_words(draft):
    html = build_page(draft=draft)
    with PdfPress() as press:
        pages = pypdf.PdfReader(io.BytesIO(press.write(html))).pages
        printed = " ".join(page.extract_text() for page in pages)
    written = write_letter_docx(html)
    said = " ".join(read_words(read_part(written, part)) for part in ("document", "endnotes"))
    feet = " ".join(read_words(read_part(written, part)) for part in ("header", "footer")) + " "
    assert count_letters(printed) == count_letters(said + " " + (feet * len(pages)))


def test_the_letter_is_made_of_named_paragraphs_numbered_asks_and_endnotes(word):
    opened = docx.Document(io.BytesIO(word))
    styles = Counter(paragraph.style.name for paragraph in opened.paragraphs)
    assert styles["Heading 1"] == 1
    assert styles["Heading 2"] >= 3
    assert styles["Letter Ask"] >= 2
    document, notes = read_part(word, "document"), read_part(word, "endnotes")
    asks = [one for one in document.iter(f"{W}p") if one.find(f"{W}pPr/{W}numPr") is not None]
    assert len(asks) == styles["Letter Ask"]
    cited = [one.get(f"{W}id") for one in document.iter(f"{W}endnoteReference")]
    assert cited == [str(number) for number in range(1, len(cited) + 1)]
    assert cited == [one.get(f"{W}id") for one in notes.iter(f"{W}endnote") if not one.get(f"{W}type")]


def test_a_note_cited_again_refers_to_the_first(word):
    html = build_page().replace('href="#note-2" role="doc-noteref">2</a>', 'href="#note-1" role="doc-noteref">1</a>')
    document = read_part(write_letter_docx(html), "document")
    assert [one.get(f"{W}instr").strip() for one in document.iter(f"{W}fldSimple")] == [r"NOTEREF note_1 \h"]
    assert "note_1" in {one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")}
    assert not list(read_part(word, "document").iter(f"{W}fldSimple"))


@pytest.mark.parametrize("profile", PROFILES)
def test_the_address_stands_in_a_frame_in_the_window_of_the_profile(profile):
    document = read_part(write_letter_docx(build_page(profile=profile)), "document")
    frames = list(document.iter(f"{W}framePr"))
    zone, sheet = PROFILES[profile].address, PROFILES[profile].sheet
    placed = {tuple(int(frame.get(f"{W}{side}")) for side in "xywh") for frame in frames}
    assert tuple(round(edge / 25.4 * 1440) for edge in (zone.left, zone.top, zone.width, zone.height)) in placed
    size = document.find(f".//{W}pgSz")
    assert int(size.get(f"{W}w")) == round(sheet.width / 25.4 * 1440)


def test_no_author_no_time_and_no_program_is_in_the_file(word):
    with zipfile.ZipFile(io.BytesIO(word)) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/app.xml" not in opened.namelist()
        core = opened.read("docProps/core.xml").decode()
        everything = b"".join(opened.read(name) for name in opened.namelist())
    assert set(re.findall(r"<(\w+:\w+)", core)) == {"cp:coreProperties", "dc:title", "dc:language"}
    assert not re.search(rb"rsid|w:author|/home|dcterms", everything)
    assert b"removePersonalInformation" in everything
    properties = docx.Document(io.BytesIO(word)).core_properties
    assert (properties.author, properties.last_modified_by, properties.created) == ("", "", None)


def test_the_same_page_gives_the_same_bytes(word):
    assert write_letter_docx(build_page()) == word


@pytest.mark.parametrize(("language", "side"), [("de", "val"), ("ja", "eastAsia"), ("my", "bidi"), ("th", "bidi")])
def test_the_language_is_set_where_word_looks_for_its_script(language, side):
    html = build_page().replace('<html lang="en">', f'<html lang="{language}">')
    styles = read_part(write_letter_docx(html), "styles")
    assert styles.find(f".//{W}docDefaults//{W}lang").get(f"{W}{side}") == TAGS[language]


def test_a_draft_is_marked_on_every_page():
    header = read_words(read_part(write_letter_docx(build_page(draft=True)), "header"))
    assert header.strip() == "DRAFT"
    assert not read_words(read_part(write_letter_docx(build_page()), "header")).strip()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_changes_no_structure(name):
    plain, hostile = (read_part(write_letter_docx(build_page(name=one)), "document") for one in ("Plain", name))
    words = {f"{W}br", f"{W}t"}
    count = [Counter(one.tag for one in document.iter() if one.tag not in words) for document in (plain, hostile)]
    assert count[0] == count[1]


def test_only_web_addresses_of_notes_become_links(word):
    with zipfile.ZipFile(io.BytesIO(word)) as opened:
        links = re.findall(r'Target="([^"]+)"', opened.read("word/_rels/endnotes.xml.rels").decode())
    assert links
    assert all(link.startswith("https://") for link in links)
