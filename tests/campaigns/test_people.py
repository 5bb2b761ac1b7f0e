"""Letters go to offices: boards, investor relations, fund managers, public bodies; never to somebody's home."""

import pytest

from reports.mail_address import is_mail_address
from screener.campaigns.people import is_office, list_objections

OFFICES = [
    "Chair of the Board", "Chief Executive Officer", "CEO", "Investor Relations", "Head of Stewardship", "Company Secretary",
    "Portfolio Manager", "Minister of Finance", "Vorstandsvorsitzende", "Président-directeur général", "konsernsjef",
    "代表取締役社長", "대표이사", "董事长", "ประธานกรรมการ", "Director",
]  # fmt: skip
OTHERS = [
    "Sales",
    "Vice President, Marketing",
    "Shop floor",
    "Receptionist",
    "Head of Canteen",
    "Engineer",
    "Onboarding",
    "Director of Sales",
]


@pytest.mark.parametrize("role", OFFICES)
def test_an_office_is_known(role):
    assert is_office(role)


@pytest.mark.parametrize("role", OTHERS)
def test_what_is_below_the_board_is_no_such_office(role):
    assert not is_office(role)


@pytest.mark.parametrize("text", ["a@b.example", "first.last+tag@sub.company.example", "o'neill@fund.example"])
def test_an_address_of_mail_is_one(text):
    assert is_mail_address(text)


@pytest.mark.parametrize(
    "text",
    ["x", "a@b", "a b@c.example", "a@b.example, c@d.example", "a@b..example", "@b.example", "a@b.example\nBcc: c@d.example",
     "a@-b.example",      "Name <a@b.example>", f"{'a' * 260}@b.example"],
)  # fmt: skip
def test_anything_else_is_none(text):
    assert not is_mail_address(text)


OBJECTIONS = {
    "a person with an office": (("A. Example", "Chair", "a@b.example"), []),
    "an office alone": (("", "Investor Relations", ""), []),
    "nobody": (("", "", ""), []),
    "a person without an office": (("A. Example", "", ""), [("person_not_known", False)]),
    "a person below the board": (("A. Example", "Sales", ""), [("person_not_known", False)]),
    "an office nobody knows, without a name": (("", "Canteen", ""), [("role_not_known", True)]),
    "something that is no address of mail": (("", "", "a@b"), [("email_shape", False)]),
    "a mailbox that may be somebody's own": (("", "", "someone@gmail.com"), [("email_private", False)]),
}


@pytest.mark.parametrize("name", OBJECTIONS)
def test_what_stands_against_writing_to_somebody_is_said(name):
    (person, role, email), expected = OBJECTIONS[name]
    found = [(code, mild) for code, _, _, mild in list_objections(person=person, role=role, email=email)]
    assert found == expected
