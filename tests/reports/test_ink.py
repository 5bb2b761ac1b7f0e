"""Ink: every profile is rendered, rasterised and read dot by dot, as the window of an envelope would show it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import replace

import pytest
from PIL import Image

from reports.geometry import PROFILES
from reports.pdf import PdfPress
from reports.render import render_html
from screener.writing.correspondents import Recipient, Sender
from screener.writing.letters import write_letters
from tests.builders import build_screening

DOTS = 100
DOT = 25.4 / DOTS
TOLERANCE = 1.0
"""Millimetres, as printers of window letters allow."""
SHORT = Recipient("Hanbit Steel", ("1 Gate", "Seoul 04520"), "KR")
LONG = Recipient(
    "Verwaltungsgesellschaft für internationale Gewässer mbH",
    ("Abteilung Beteiligungen und Nachhaltigkeit", "Große Elbstraße 1234, Haus C, 14. Obergeschoss", "22767 Hamburg-Altona-Nord"),
    "DE",
    person="Dr. Maximiliane Freifrau von Beispiel",
    role="Vorsitzende des Aufsichtsrats",
)
STACKED = Recipient("ကြံ့ကြံ့ခိုင်ကုမ္ပဏီ", ("ပြည်လမ်း ၁၂၃", "ရန်ကုန်မြို့"), "MM")
ADDRESSES = {"short": SHORT, "long": LONG, "stacked": STACKED}


@pytest.fixture(scope="module")
def press():
    if shutil.which("pdftoppm") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have pdftoppm (Debian package poppler-utils)")
        pytest.skip("pdftoppm (Debian package poppler-utils) is not installed")
    with PdfPress(seconds=120) as press:
        yield press


def make_letter(profile, recipient, *, language="en"):
    sender = Sender(
        capacity="shareholder",
        name="Ada Example",
        organisation="Delta Savers",
        address_lines=("Flat 2", "1 Garden Row", "Leeds LS1 1AA", "United Kingdom"),
        email="ada@mail.example",
    )
    (letter,) = write_letters(build_screening(), sender=sender, recipients={"hanbit-steel": recipient}, profile=profile)
    return replace(letter, language=language)


def draw_page(pdf):
    """Gives the first page as a picture in grey."""
    command = ["pdftoppm", "-gray", "-r", str(DOTS), "-f", "1", "-l", "1", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60)
    return Image.open(io.BytesIO(drawn.stdout))


def find_ink(picture, zone):
    """Gives the box of all ink inside a zone, in millimetres (left, top, right, bottom), or None."""
    box = tuple(round(edge / DOT) for edge in (zone.left, zone.top, zone.right, zone.bottom))
    found = picture.crop(box).point(lambda grey: 255 if grey < 250 else 0).getbbox()
    return found and tuple(box[side % 2] * DOT + place * DOT for side, place in enumerate(found))


@pytest.mark.parametrize(
    ("address", "language"),
    [("short", "en"), ("long", "en"), ("stacked", "en"), ("long", "de"), ("short", "my"), ("stacked", "my")],
)
@pytest.mark.parametrize("profile", PROFILES)
def test_whatever_a_window_can_uncover_shows_the_address_alone_and_whole(press, profile, address, language):
    picture = draw_page(press.write(render_html(make_letter(profile, ADDRESSES[address], language=language))))
    geometry = PROFILES[profile]
    left, top, right, bottom = find_ink(picture, geometry.clear)
    allowed = geometry.address
    assert left >= allowed.left - TOLERANCE
    assert right <= allowed.right + TOLERANCE
    assert top >= allowed.top - TOLERANCE
    assert bottom <= allowed.bottom + TOLERANCE
    assert bottom - top > 8


@pytest.mark.parametrize("profile", PROFILES)
def test_the_body_begins_under_the_window_and_the_margins_hold_only_fold_marks(press, profile):
    picture = draw_page(press.write(render_html(make_letter(profile, LONG))))
    geometry, sheet = PROFILES[profile], PROFILES[profile].sheet
    body = find_ink(
        picture, replace(geometry.clear, left=15, right=sheet.width - 15, top=geometry.body - 1, bottom=sheet.height - 5)
    )
    assert body[1] == pytest.approx(geometry.body, abs=3)
    margin = replace(geometry.clear, left=0, right=15, top=0, bottom=sheet.height)
    marks = find_ink(picture, margin)
    if not geometry.folds:
        assert marks is None
        return
    assert marks[0] == pytest.approx(5, abs=0.5)
    assert marks[2] == pytest.approx(9, abs=0.5)
    assert (marks[1], marks[3]) == pytest.approx((geometry.folds[0], geometry.folds[1]), abs=0.6)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_draft_shows_its_blanks_inside_the_window_too(press, profile):
    (draft, *_) = write_letters(build_screening(), sender=None, recipients=None, profile=profile)
    ink = find_ink(draw_page(press.write(render_html(draft))), PROFILES[profile].clear)
    zone = PROFILES[profile].address
    assert zone.left - TOLERANCE <= ink[0]
    assert ink[2] <= zone.right + TOLERANCE
    assert zone.top - TOLERANCE <= ink[1]
    assert ink[3] <= zone.bottom + TOLERANCE


@pytest.mark.parametrize("profile", PROFILES)
def test_the_sheet_has_the_size_of_its_country(press, profile):
    picture = draw_page(press.write(render_html(make_letter(profile, SHORT))))
    sheet = PROFILES[profile].sheet
    assert (picture.width * DOT, picture.height * DOT) == pytest.approx((sheet.width, sheet.height), abs=0.5)
