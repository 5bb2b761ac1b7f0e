"""People: a recipient's person, role and address of mail go in; what stands against writing to them comes out.

Letters go to boards, investor relations, fund managers and public bodies. Whether somebody stands below the board cannot be
seen in a name, so a named person needs an office that letters may go to; an office without a name needs none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reports.mail_address import is_mail_address

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICES = (
    # English
    r"board|chair(man|woman|person)?|(?<!vice )(?<!vice-)president|chief [\w ]*officer|c[efot]o|^director$",
    r"(managing|executive|non-executive|independent) director|director[- ]general|(company|corporate) secretary",
    r"general counsel|trustees?|treasurer|governor",
    r"investor relations|stewardship|responsible investment|sustainable investment|(fund|portfolio|investment) manager",
    r"head of (stewardship|responsible|sustainab|investor relations|investment|esg|human rights)[\w -]*|minister|ambassador",
    r"commissioner|secretary[- ]general|high representative|spokesperson",
    # German, French, Norwegian
    r"vorstand\w*|aufsichtsrat\w*|geschäftsführ\w+|président\w*|directeur général|directrice générale|administrat(eur|rice)",
    r"ministre|styreleder|styremedlem|konsernsjef|administrerende direktør|daglig leder|minister\w*",
    # Japanese, Korean, Chinese, Thai, Burmese
    r"代表取締役\w*|取締役\w*|社長|会長|理事長|投資家情報|대표이사|대표|회장|이사|사장|董事长|董事|总经理|行长|ประธาน\w*|กรรมการ\w*|ဥက္ကဋ္ဌ",
)
_OFFICE = re.compile(rf"(?<!\w)(?:{'|'.join(_OFFICES)})(?!\w)", re.IGNORECASE)
_PRIVATE_HOSTS = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com", "aol.com",
     "gmx.de", "gmx.net", "web.de", "t-online.de", "orange.fr", "free.fr", "naver.com", "daum.net", "hanmail.net", "qq.com",
     "163.com", "126.com", "yahoo.co.jp", "proton.me", "protonmail.com", "mail.ru", "yandex.ru"}
)  # fmt: skip
"""Hosts where people have mail of their own: what is written there may be somebody's private mailbox."""


def is_office(role: str) -> bool:
    """Says whether a role is one that letters go to: the board, investor relations, fund managers, public offices."""
    return bool(_OFFICE.search(role))


def list_objections(*, person: str, role: str, email: str) -> Iterator[tuple[str, str, str, bool]]:
    """Gives code, sentence, help and whether it is a warning only, for each thing against writing to this person."""
    if person and not is_office(role):
        seen = f'with the role "{role}"' if role else "without a role"
        yield (
            "person_not_known",
            f"A person is named {seen}: no named person below the board is written to.",
            "Leave out the person, or give the office held: board, chief executive, fund manager, minister, …",
            False,
        )
    elif role and not is_office(role):
        advice = "It is printed as it stands; see that it is an office and not a person."
        yield "role_not_known", f'"{role}" is not an office known to the screener.', advice, True
    if email and not is_mail_address(email):
        yield "email_shape", f'"{email[:60]}" is not an address of mail.', "Write one address, as contact@company.example", False
    elif email and email.rpartition("@")[2].casefold() in _PRIVATE_HOSTS:
        advice = "Use an address of the company; nobody is written to at home."
        yield "email_private", f'"{email}" may be somebody\'s own mailbox.', advice, False
