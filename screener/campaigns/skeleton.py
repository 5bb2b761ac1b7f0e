"""A new campaign: whom it writes to and about whom go in; the texts of its files, ready to be filled in, come out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from screener.campaigns import plan, recipients

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.model import Entity

README = "README.txt"
WRITTEN_TO = {"issuers": "the company itself", "holders": "the funds and managers that hold it"}


def write_skeleton(about: Sequence[Entity], *, holders: bool, title: str, day: str) -> dict[str, str]:
    """Gives the text of each file of a new campaign by its name; nobody is named in them but what the campaign is about."""
    writes_to = "holders" if holders else "issuers"
    values = {
        "title": json.dumps(title, ensure_ascii=False),
        "writes_to": writes_to,
        "about": ", ".join(entity.id for entity in about),
        "day": day,
        "capacity": "organisation" if holders else "shareholder",
    }
    columns = ",".join(recipients.COLUMNS)
    return {
        plan.FILE: _PLAN.format(**values),
        recipients.FILE: "\r\n".join([columns, *([] if holders else map(_write_line, about)), ""]),
        README: _README.format(columns=columns, to=WRITTEN_TO[writes_to], example=_write_example(about[0].id, holders=holders)),
    }


def _write_line(entity: Entity) -> str:
    """The company's name and country are known; where to write to it is for a person to find."""
    cells = {"about": entity.id, "company": entity.name, "country": entity.country}
    return ",".join(_quote(cells.get(column, "")) for column in recipients.COLUMNS)


def _write_example(entity: str, *, holders: bool) -> str:
    cells = {
        "about": entity,
        "company": "Example Savings Fund" if holders else "Example Company Ltd",
        "role": "Stewardship" if holders else "Investor Relations",
        "address_1": "1 Example Street",
        "address_2": "1000 Example Town",
        "country": "NO",
        "email": "stewardship@fund.example" if holders else "ir@company.example",
    }
    return ",".join(_quote(cells.get(column, "")) for column in recipients.COLUMNS)


def _quote(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell


_PLAN = """\
# The plan of a campaign. Lines that begin with # are notes.

title: {title}
writes_to: {writes_to}            # issuers: the companies themselves · holders: the funds and managers that hold them
about: [{about}]

policy: standard
kind: suggested             # or enquiry, engagement, …: never a firmer kind than the evidence bears
date: {day}            # printed on the letters; what is said of a company is judged as of this day

# reply_days: 28            # from the letters' date; left out, the kind of letter says
# reminder_days: 35         # after a letter was sent

languages:
  default: en
  # DE: de                  # by the country of the recipient

profile: universal          # where the address stands: universal, de-b, ch-right

sender:                     # the same fields as a sender.yaml
  name: ""
  organisation: ""
  capacity: {capacity:<20}# or shareholder, bondholder, saver (with a line "fund: …"), manager, organisation
  address: []
  email: ""

signatories: []             # only who agreed to be named in public
signatories_withheld: 0     # a number, because names can cost freedom

# Your own words, so that letters are not identical: for each place of the letter several wordings, of which each letter
# gets one. They say why you write, and nothing about the company: whatever is said of it has a source, and they have none.
# talking_points:
#   en:
#     - ["First wording of the first place.", "Second wording of the first place."]
#     - ["First wording of the second place.", "Second wording of the second place."]
"""

_README = """\
A campaign: letters to {to}

1. Fill in campaign.yaml: who writes, when, in which languages.
2. Fill in recipients.csv, one line for each letter. Save it as CSV in UTF-8.

   {columns}

   One line could read:

   {example}

   Needed are company, address_1 and country. The address has at most seven lines, with the office and the country.
   Write to offices: the board, investor relations, stewardship, a public body. A person is named only with an office of that
   kind in the column role. Nobody is written to at home.

3. screener campaign check DIR            finds what is wrong, line by line
4. screener campaign check DIR --sheet    writes review/sheet.pdf: every sentence beside its source
   A second person reads it, and signs in review/review.yaml.
5. screener campaign letters DIR          writes the letters, once they are signed; --draft writes drafts before that
6. Send them yourself, by post or from your own mail. Nothing is sent by the screener.
7. screener campaign record DIR LETTER sent --on DAY      and later reminded, answered, silent, …
8. screener campaign status DIR           who was asked, who answered, what is due

This folder holds addresses. Keep it to yourselves; what may be published says so in its name.
"""
