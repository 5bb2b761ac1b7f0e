from __future__ import annotations

import pytest

from screener.writing.correspondents import Recipient, read_recipients, read_sender

SENDER = """\
capacity: saver
name: Ada Example
fund: Delta Fund
address_lines:
  - 1 Garden Row
  - Leeds
email: ada@mail.example
shares: 0123
signatories: [River Group]
signatories_withheld: 4
"""
RECIPIENTS = """\
entity,company,person,role,address_1,address_2,address_3,country,email
hanbit-steel,"Hanbit Steel Co., Ltd.",Dr Example,Chair,100 Example-daero,,Seoul,KR,ir@hanbit.example
no,Norsk AS,,,Gate 1,,,Norway,
"""


def test_a_sender_is_read_as_text_and_its_numbers_keep_their_zeros():
    reading = read_sender(SENDER)
    assert reading.problems == ()
    assert reading.sender.shares == "0123"
    assert reading.sender.address_lines == ("1 Garden Row", "Leeds")
    assert reading.sender.signatories_withheld == 4


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("capacity: saver\nnmae: Ada\n", "unknown_field", 2),
        ("capacity: owner\n", "unknown_word", 1),
        ("name: [a]\n", "not_text", 1),
        (f"name: {'x' * 300}\n", "too_long", 1),
        (f"name: A\naddress_lines: [{'x' * 80}]\n", "too_long", 2),
        (f"address_lines: [{', '.join('abcdefgh')}]\n", "too_long", 1),
        ("signatories: A. Reader\n", "not_a_list", 1),
        ("signatories_withheld: many\n", "not_a_number", 1),
        ("a: [\n", "not_yaml", 2),
        ("- a\n", "not_fields", 1),
        ("", "not_fields", 1),
        ("!!python/object/apply:os.system [ls]\n", "not_fields", 1),
    ],
)
def test_what_is_wrong_in_a_sender_file_is_named_with_its_line(text, code, row):
    reading = read_sender(text)
    assert reading.sender is None
    assert [(problem.code, problem.row) for problem in reading.problems] == [(code, row)]


def test_recipients_are_read_by_entity_with_their_country_in_capitals():
    reading = read_recipients(RECIPIENTS)
    assert reading.problems == ()
    assert reading.recipients["hanbit-steel"].lines == (
        "Dr Example", "Chair", "Hanbit Steel Co., Ltd.", "100 Example-daero", "Seoul", "SOUTH KOREA",
    )  # fmt: skip
    assert reading.recipients["no"].lines[-1] == "NORWAY"


def test_a_semicolon_and_a_byte_order_mark_are_read_too():
    reading = read_recipients("\ufeff" + "entity;company;address_1;country\r\na;A;Street 1;DE\r\n")
    assert reading.recipients["a"] == Recipient("A", ("Street 1",), "DE")


@pytest.mark.parametrize(
    ("lines", "code", "column", "row"),
    [
        ("a,,Street 1,DE", "missing_field", "company", 2),
        ("a,A,,DE", "missing_field", "address_1", 2),
        ("a,A,Street 1,", "missing_field", "country", 2),
        (",A,Street 1,DE", "missing_field", "entity", 2),
        ("a,A,Street 1,DE\n\na,A,Street 1,DE", "repeated", "entity", 4),
        (f"a,A,{'x' * 55},DE", "too_long", "address_1", 2),
    ],
)
def test_what_is_wrong_with_a_recipient_is_named_with_its_line(lines, code, column, row):
    reading = read_recipients(f"entity,company,address_1,country\n{lines}\n")
    assert [(problem.code, problem.column, problem.row) for problem in reading.problems] == [(code, column, row)]


def test_a_faulty_line_does_not_cost_the_others():
    reading = read_recipients("entity,company,address_1,country\na,,Street 1,DE\nb,B,Street 2,DE\n")
    assert list(reading.recipients) == ["b"]


def test_an_address_of_more_than_seven_lines_does_not_fit_the_window():
    heading = "entity,company,person,role,address_1,address_2,address_3,address_4,address_5,country"
    reading = read_recipients(f"{heading}\na,A,P,R,1,2,3,4,5,DE\n")
    assert [problem.code for problem in reading.problems] == ["too_long"]


@pytest.mark.parametrize(
    ("text", "code"), [("", "no_recipients"), ("entity,company\na,A\n", "missing_column"), ("x" * 200_000, "not_csv")]
)
def test_a_file_that_is_no_list_of_recipients_says_why(text, code):
    assert code in {problem.code for problem in read_recipients(text).problems}


def test_a_sender_may_use_the_shorter_words_and_one_text_for_the_address():
    sender = read_sender("org: Garden Fund\naddress: 1 Garden Row; Littleton\ncapacity: manager\n").sender
    assert sender is not None
    assert (sender.organisation, sender.address_lines) == ("Garden Fund", ("1 Garden Row", "Littleton"))


def test_a_recipients_whole_address_may_stand_in_one_column():
    reading = read_recipients("entity_id,company,address_lines,country\nacme,Acme,1 Dock Street|Harbour|1000 Town,NO\n")
    assert reading.recipients["acme"].address_lines == ("1 Dock Street", "Harbour", "1000 Town")


def test_a_column_nobody_knows_is_left_out_and_said():
    reading = read_recipients("entity,company,address_1,country,colour\nacme,Acme,1 Dock Street,NO,blue\n")
    assert reading.recipients["acme"].company == "Acme"
    assert [(problem.code, problem.severity) for problem in reading.problems] == [("unknown_column", "warning")]


@pytest.mark.parametrize(
    "email", ["x", "a@b", "a b@example.org", "a@example.org, b@example.org", "a@@example.org", "<a@example.org>"]
)
def test_what_is_no_email_address_is_refused_for_sender_and_recipient_alike(email):
    sender = read_sender(f"name: A\ncapacity: saver\nemail: '{email}'\n")
    assert [(problem.code, problem.row) for problem in sender.problems] == [("not_an_email", 3)]
    recipients = read_recipients(f'entity,company,address_1,country,email\na,A,Street 1,DE,"{email}"\n')
    assert [(problem.code, problem.column) for problem in recipients.problems] == [("not_an_email", "email")]


def test_a_holder_is_named_by_what_it_holds_and_needs_no_entity_of_its_own():
    text = "entity,company,address_1,country,about\n,Nordlys Fund (Oslo) AS,1 Road,NO,ptt; posco-holdings;ptt\n"
    recipient = read_recipients(text).recipients["nordlys-fund-oslo-as"]
    assert (recipient.family, recipient.about) == ("holder", ("ptt", "posco-holdings"))


@pytest.mark.parametrize(
    ("family", "about", "code", "column"),
    [
        ("uncle", "", "unknown_word", "family"),
        ("holder", "", "missing_field", "about"),
        ("state", "ptt", "unknown_word", "about"),
        ("holder", ";".join(f"e{n}" for n in range(41)), "too_many", "about"),
    ],
)
def test_what_is_wrong_with_a_family_is_named(family, about, code, column):
    reading = read_recipients(f"entity,company,address_1,country,family,about\na,A,Street 1,DE,{family},{about}\n")
    assert [(problem.code, problem.column, problem.row) for problem in reading.problems] == [(code, column, 2)]
