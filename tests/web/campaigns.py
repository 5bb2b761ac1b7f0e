"""A small campaign of invented funds, as its files would have it, and how a page's form is sent."""

from __future__ import annotations

import html
import re

from screener.settings import read_today

FUNDS = ("Fjordheim Fund", "=Lindenhof <b>Trust</b>")
HEADINGS = "id,about,company,title,first_name,last_name,role,address_1,address_2,country,email"
RECIPIENTS = "\n".join(
    [
        HEADINGS,
        *(
            f",,{fund},,,,Stewardship,1 Example Street,1000 Town,NO,stewardship@fund{number}.example"
            for number, fund in enumerate(FUNDS)
        ),
        "",
    ]
)


def write_plan(**changes: str) -> str:
    """Gives a campaign.yaml of today, with lines of it replaced."""
    lines = {
        "title": "Holders of gas",
        "writes_to": "holders",
        "about": "[posco-holdings]",
        "date": read_today().isoformat(),
        "signatories_withheld": "7",
        **changes,
    }
    text = "".join(f"{key}: {value}\n" for key, value in lines.items())
    return f"{text}sender:\n  organisation: Savers for Myanmar\n  capacity: organisation\n  email: letters@savers.example\n"


def send(client, path, fields, *more):
    """Sends a form as a browser does, with fields that come more than once behind."""
    parts = [(name, value if isinstance(value, tuple) else (None, value)) for name, value in [*fields.items(), *more]]
    return client.post(path, files=parts)


def read_ids(page: str) -> list[str]:
    """Gives the ids of the sentences on a sheet."""
    return re.findall(r'name="sign" value="(\w+)"', page)


def read_text(page: str, name: str) -> str:
    """Gives what a page carries under a name: in a hidden field, or in one to write in."""
    found = re.search(rf'name="{name}"[^>]*?(?: value="([^"]*)">|>\n(.*?)</textarea>)', page, re.DOTALL)
    return html.unescape(found[1] or found[2] or "") if found else ""
