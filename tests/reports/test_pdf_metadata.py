"""What a PDF says about itself: what it claims to be and carries, and nothing of who made it, where or when."""

from __future__ import annotations

import getpass
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from reports.enclosures import enclose_letter
from reports.letter_forms import render_letter
from reports.pdf import PdfPress
from tests.reports.letters import HOSTILE, build_letter

WRITE = """
import hashlib
from reports.enclosures import enclose_letter
from reports.letter_forms import render_letter
from reports.pdf import write_pdf
from tests.reports.letters import build_letter
if __name__ == "__main__":
    letter = build_letter()
    print(hashlib.sha256(write_pdf(render_letter(letter), enclose_letter(letter))).hexdigest())
"""


@pytest.fixture(scope="module")
def press():
    with PdfPress(seconds=120) as press:
        yield press


@pytest.fixture(scope="module")
def letter(press):
    document = build_letter()
    return press.write(render_letter(document), enclose_letter(document))


def test_a_letter_claims_pdf_a_3a_and_has_what_that_asks_for(letter):
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert re.search(r'pdfaid:part="3".*pdfaid:conformance="A"', xmp)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert len(pdf.trailer.ID) == 2
        assert "/Encrypt" not in pdf.trailer
        assert not pdf.check_pdf_syntax()
        kinds = {str(element.S) for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and "/S" in element}
        assert {"/Document", "/P", "/H1", "/L", "/LI"} <= kinds


def test_a_letter_carries_its_data_as_json(letter):
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        (name,) = pdf.attachments
        (file,) = pdf.Root.AF
        data = json.loads(pdf.attachments[name].get_file().read_bytes())
        assert (name, str(file.AFRelationship)) == ("letter.json", "/Data")
        assert str(file.EF.F.Subtype) == "/application/json"
        assert str(file.EF.F.Params.ModDate) == "D:20261124000000Z"
    assert data["schema"] == "letter/1"
    assert data["claims"][0]["id"] == "hanbit-steel/mehl-venture"
    assert data["asks"]
    assert data["recipient"]["lines"][-1] == "SOUTH KOREA"


def test_a_letter_names_no_author_no_machine_and_no_moment(letter):
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}
        assert not re.search(r"dc:creator|xmp:\w*Date|CreatorTool|DocumentID", pdf.Root.Metadata.read_bytes().decode())
        streams = b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Subtype" not in one)
        everything = letter + streams + pdf.Root.Metadata.read_bytes()
    told = [str(Path.home()), str(Path.cwd()), socket.gethostname(), getpass.getuser(), os.environ.get("TZ") or "Europe/"]
    for name in told:
        assert len(name) < 6 or name.encode() not in everything  # a short name may stand in any text by chance
    days = set(re.findall(rb"D:\d{8}(\d{6})", everything))
    assert days <= {b"000000"}


def test_two_processes_in_two_time_zones_write_the_same_bytes(checkout):
    hashes = set()
    for zone in ("Asia/Yangon", "America/New_York"):
        environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        environment |= {"TZ": zone, "PYTHONPATH": str(checkout), "PYTHONHASHSEED": str(len(zone))}
        made = subprocess.run(
            [sys.executable, "-c", WRITE], env=environment, capture_output=True, text=True, check=True, timeout=120
        )
        hashes.add(made.stdout.strip())
    assert len(hashes) == 1


def test_a_checker_of_another_house_finds_no_fault(letter, tmp_path):
    if shutil.which("qpdf") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have qpdf (Debian package qpdf)")
        pytest.skip("qpdf (Debian package qpdf) is not installed")
    file = tmp_path / "letter.pdf"
    file.write_bytes(letter)
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    "name", [*HOSTILE, '<link rel="attachment" href="data:text/plain,x">', '<meta name="author" content="x">']
)
def test_a_hostile_name_attaches_and_says_nothing(press, name):
    document = build_letter(name=name)
    with pikepdf.open(io.BytesIO(press.write(render_letter(document), enclose_letter(document)))) as pdf:
        assert list(pdf.attachments) == ["letter.json"]
        assert set(pdf.docinfo.keys()) <= {"/Title", "/Producer"}
        assert not any("/JS" in one or "/JavaScript" in one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
