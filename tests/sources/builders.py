"""Small registries and lists for tests; nobody in them exists."""

from __future__ import annotations

from stdnum import isin as isin_rules
from stdnum.iso7064 import mod_97_10

from screener.model import Entity, Identifier, Name, Registry, Sanction, Source

PAPER = Source(id="s1", publisher="A Newspaper", title="A report", date="2025-04-03", url="https://example.org/report")


def make_lei(start: str) -> str:
    """Gives a LEI of right length and check digits that begins with `start`."""
    body = start.ljust(18, "0")
    return body + str(mod_97_10.calc_check_digits(body))


def make_isin(start: str) -> str:
    """Gives an ISIN of right length and check digit that begins with `start`."""
    body = start.ljust(11, "0")
    return body + str(isin_rules.calc_check_digit(body))


def sanction(authority: str = "UK", **facts) -> Sanction:
    given = {
        "programme": "Myanmar (Sanctions) Regulations 2021",
        "listed_on": "2021-12-10",
        "removed_on": None,
        "reference": "MYA9001",
    }
    return Sanction(authority=authority, sources=(PAPER,), **(given | facts))


def entity(id: str = "acme-arms", *, name: str = "Acme Arms Company Limited", names=(), country: str = "MM", **facts) -> Entity:
    known = (Name(text=name), *(item if isinstance(item, Name) else Name(text=item) for item in names))
    return Entity(id=id, kind="company", country=country, sector="", names=known, sources=(PAPER,), **facts)


def identifier(scheme: str, value: str, **facts) -> Identifier:
    return Identifier(scheme=scheme, value=value, sources=(PAPER,), **facts)


def registry(*entities: Entity) -> Registry:
    return Registry(entities={item.id: item for item in entities}, sources={"s1": PAPER}, version="1", sha256="0")


def write_eu(*rows: dict[str, str]) -> bytes:
    """Gives a transcription of the EU's annex: each row is a few of its columns."""
    columns = [
        "celex",
        "recordId",
        "annex",
        "startDate",
        "schema",
        "name",
        "alias",
        "weakAlias",
        "previousName",
        "country",
        "address",
    ]
    given = {"celex": "32013R0401", "annex": "IV.B", "startDate": "19.4.2021", "schema": "LegalEntity"}
    extra = sorted({name for row in rows for name in row} - set(columns))
    lines = [",".join([*columns, *extra])]
    lines += [
        ",".join(({"recordId": str(n)} | given | row).get(name, "") for name in [*columns, *extra])
        for n, row in enumerate(rows, 1)
    ]
    return ("\n".join(lines) + "\n").encode()


def write_ofac(*rows: str, end: str = "\x1a") -> bytes:
    """Gives a primary file of OFAC: each row is `number|name|type|programmes|remarks`."""
    lines = []
    for row in rows:
        number, name, kind, programmes, remarks = (cell or "-0- " for cell in row.split("|"))
        lines.append(f'{number},"{name}",{kind},"{programmes}",' + "-0- ," * 7 + f'"{remarks}"')
    return ("\r\n".join([*lines, end])).encode()
