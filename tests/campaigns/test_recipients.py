"""recipients.csv is checked line by line, each fault with its line and what to do, all at once."""

from datetime import date

import pytest

from screener.campaigns.plan import Plan
from screener.campaigns.recipients import COLUMNS, make_id, read_addressees
from screener.writing.correspondents import Sender
from tests.campaigns.test_plan import build_registry

HEAD = ",".join(COLUMNS)
FUND = {
    "company": "Fjordheim Fund",
    "role": "Stewardship",
    "address_1": "1 Example Street",
    "country": "NO",
    "email": "s@fjordheim.example",
}


def build_plan(**changes):
    values = {
        "title": "T",
        "about": ("hanbit-steel", "sirocco-shipping"),
        "sender": Sender(),
        "day": date(2026, 11, 24),
        "writes_to": "holders",
    }
    return Plan(**{**values, **changes})


def write_csv(*lines):
    return "\r\n".join([HEAD, *(",".join(line.get(column, "") for column in COLUMNS) for line in lines)]).encode()


def read(content, **changes):
    return read_addressees(content, build_plan(**changes), registry=build_registry(), languages=("en", "de"))


def list_codes(reading, *, errors=True):
    return [(fault.problem.code, fault.problem.row) for fault in reading.faults if fault.is_error is errors]


def test_a_line_becomes_an_addressee_with_an_id_a_country_and_a_language():
    reading = read(write_csv({**FUND, "country": "Germany", "company": "Lindenhof AG"}), languages={"default": "en", "DE": "de"})
    addressee = reading.addressees[0]
    assert (addressee.id, addressee.country, addressee.language, addressee.row) == ("lindenhof-ag", "DE", "de", 2)
    assert addressee.about == ("hanbit-steel", "sirocco-shipping")
    assert addressee.recipient.lines == ("Stewardship", "Lindenhof AG", "1 Example Street", "GERMANY")


FAULTS = {
    "no company": ({"company": ""}, "missing_field"),
    "no address": ({"address_1": ""}, "missing_field"),
    "a country nobody knows": ({"country": "Ruritania"}, "country_unknown"),
    "a code that is no country": ({"country": "EU"}, "country_unknown"),
    "an address that is too long": (
        {"first_name": "A.", "last_name": "Example", "role": "Chair", **{f"address_{n}": f"Line {n}" for n in range(1, 6)}},
        "too_many_lines",
    ),
    "a line too long for the window": ({"address_2": "x" * 60}, "too_long"),
    "an id that walks out of the folder": ({"id": "../../etc/passwd"}, "id_shape"),
    "an id of capitals": ({"id": "Fund"}, "id_shape"),
    "a name of which no id can be made": ({"company": "★★★"}, "id_missing"),
    "an entity the campaign is not about": ({"about": "acme"}, "not_about"),
    "a language there is not": ({"language": "tlh"}, "language_unknown"),
    "mail that is none": ({"email": "nobody"}, "email_shape"),
    "somebody's own mailbox": ({"email": "someone@gmail.com"}, "email_private"),
    "a person below the board": ({"last_name": "Example", "role": "Sales"}, "person_not_known"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line_and_the_line_makes_no_letter(name):
    changes, code = FAULTS[name]
    reading = read(write_csv({**FUND, "company": "First Fund", "email": ""}, {**FUND, **changes}))
    assert (code, 3) in list_codes(reading)
    assert [addressee.row for addressee in reading.addressees] == [2]
    assert all(fault.problem.help for fault in reading.faults)


def test_one_company_or_one_mailbox_gets_one_letter():
    again = {**FUND, "company": "FJORDHEIM fund"}
    other = {**FUND, "company": "Other Fund", "email": "S@fjordheim.example"}
    assert list_codes(read(write_csv(FUND, again, other))) == [
        ("repeated_company", 3), ("repeated_email", 3), ("repeated_email", 4),
    ]  # fmt: skip


def test_a_heading_is_known_however_its_words_are_put_apart():
    head, *lines = write_csv(FUND).decode().splitlines(keepends=True)
    assert (
        list_codes(read("".join([head.replace("address_1", "Address 1").replace("first_name", "First  name"), *lines]).encode()))
        == []
    )


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_their_lines():
    lines = [{**FUND, "company": f"Fund {n}", "email": "", "country": "Ruritania"} for n in range(1000)]
    found = list_codes(read(write_csv(*lines)))
    assert found == [("country_unknown", row) for row in range(2, 1002)]


def test_a_company_is_written_to_about_itself():
    assert list_codes(read(write_csv({**FUND, "about": "hanbit-steel"}), writes_to="issuers")) == []
    assert list_codes(read(write_csv(FUND), writes_to="issuers")) == [("about_missing", 2)]
    assert list_codes(read(write_csv({**FUND, "about": "hanbit-steel;sirocco-shipping"}), writes_to="issuers")) == [
        ("about_missing", 2)
    ]


def test_whom_nobody_is_written_to_about_is_warned_of():
    assert list_codes(read(write_csv({**FUND, "about": "hanbit-steel"})), errors=False) == [("nobody_about", None)]


FILES = {
    "a file in Windows-1252": ("company,address_1,country\nZürich Fonds,1 Weg,CH\n".encode("cp1252"), "not_utf8", 2),
    "an empty file": (b"", "missing_column", 1),
    "headings alone": (HEAD.encode(), "no_recipients", 1),
    "no column for the company": (b"address_1,country\nx,NO\n", "missing_column", 1),
    "a column twice": (b"company,company,address_1,country\na,b,x,NO\n", "repeated_column", 1),
    "a comma in a cell without quotation marks": (b"company,address_1,country\nFund, Ltd,1 Street,NO\n", "too_wide", 2),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used_says_so(name):
    content, code, row = FILES[name]
    assert (code, row) in list_codes(read(content))


def test_a_file_with_semicolons_and_a_byte_order_mark_is_read():
    text = "\ufeffCompany;Address_1;Country\nFonds für alle;1 Weg;Deutschland\nFonds zwei;2 Weg;de\n"
    reading = read(text.encode())
    assert list_codes(reading) == []
    assert [addressee.id for addressee in reading.addressees] == ["fonds-fur-alle", "fonds-zwei"]


def test_a_cell_of_several_lines_leaves_the_next_line_its_number():
    content = b'company,address_1,country\n"Fund\nOne",1 Street,NO\nFund Two,,NO\n'
    assert list_codes(read(content)) == [("missing_field", 4)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("no", "NO"), ("Norway", "NO"), ("UK", "GB"), ("USA", "US"), ("Myanmar", "MM"), ("Deutschland", "DE"), ("XX", None)],
)
def test_a_country_is_known_as_people_write_it(text, code):
    reading = read(write_csv({**FUND, "country": text}))
    assert [addressee.country for addressee in reading.addressees] == ([code] if code else [])


@pytest.mark.parametrize(
    ("company", "id"),
    [
        ("Fjordheim Fund ASA", "fjordheim-fund-asa"),
        ("Übersee & Söhne", "ubersee-sohne"),
        ("国民年金", "guominnianjin"),
        ("★", ""),
    ],
)
def test_an_id_is_made_of_plain_letters(company, id):
    assert make_id(company) == id
