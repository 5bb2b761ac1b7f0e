from __future__ import annotations

import io
import json

import pypdf
import pytest

from reports.enclosures import enclose_summary
from reports.pdf import write_pdf
from reports.render import render_html
from screener.writing.brief import write_brief
from screener.writing.summary import write_summary
from tests.builders import build_findings, build_rows, build_screening

HOSTILE = (
    '<link rel="attachment" href="data:,stolen">',
    "</td></table><script>alert(1)</script>",
    '<img src="https://evil.example/x.png">',
    "{{ 7 * 7 }}{% include 'x' %}",
    '=HYPERLINK("https://evil.example")',
    "\u202egnp.exe\u202c",
    "x" * 50_000,
    "&lt;b&gt;",
)


@pytest.fixture(scope="module")
def summary():
    more = tuple({"row": 900 + n, "name": name, "outcome": "unresolved", "reason": name} for n, name in enumerate(HOSTILE))
    screening = build_screening(rows=build_rows(build_findings(), more=more))
    return write_summary(
        screening, portfolio_label=HOSTILE[0], policy_title=HOSTILE[1], policy_summary=HOSTILE[2], holdings_date=None
    )


@pytest.mark.parametrize("write", [lambda summary: summary, write_brief])
def test_hostile_words_are_never_markup(summary, write):
    html = render_html(write(summary))
    assert not any(tag in html for tag in ("<link", "<script", "<img", "\u202e"))
    assert "49" not in html.split("<h1>")[1].split("</h1>")[0]


@pytest.fixture(scope="module")
def pdf(summary):
    return pypdf.PdfReader(io.BytesIO(write_pdf_of(summary)))


def write_pdf_of(summary):
    from reports.pdf import PdfPress

    with PdfPress() as press:
        return press.write(render_html(summary), enclose_summary(summary))


def test_the_only_thing_inside_the_pdf_is_the_summary_as_data(pdf, summary):
    assert list(pdf.attachments) == ["summary.json"]
    data = json.loads(pdf.attachments["summary.json"][0])
    assert data["schema"] == "summary/1"
    assert data["provenance"]["result_sha256"] == summary.provenance.result_sha256
    assert [one["id"] for one in data["issuers"]] == [issuer.id for issuer in summary.issuers]


def test_page_one_stands_alone_and_the_brief_is_one_page(pdf, summary):
    first = " ".join(pdf.pages[0].extract_text().split())
    assert "What could be screened" in first
    assert "The answer" in first
    assert "What to do next" in first
    assert "Exposure by kind of tie" not in first
    assert len(pypdf.PdfReader(io.BytesIO(write_pdf(render_html(write_brief(summary))))).pages) == 1
