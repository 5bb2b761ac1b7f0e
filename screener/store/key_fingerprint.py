"""A database and the operator's secret go in; the master key comes out, known to be the one that the database is sealed under.

The fingerprint is a key of its own purpose: it tells whether a key is the same, and nothing of it. Without it a key that was lost
and made anew would look like a trail that somebody changed.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from screener.errors import DatabaseUnready
from screener.store import audit, tables
from screener.store.master_key import read_master_key
from screener.store.sealing import derive_key

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screener.store.database import Database

MASTER = "master"
_SEALED = (tables.audit, tables.kept_items, tables.answers, tables.webhooks)


def open_master_key(database: Database, given: str | None) -> bytes:
    """Gives the master key from SCREENER_SECRET_KEY or the file beside SQLite, which is made where nothing is sealed yet.

    Raises DatabaseUnready (`another_key`) where the database is sealed under another, RequestRefused where there is none.
    """
    file = database.file and database.file.with_suffix(".key")
    if given is None and file is not None and not file.exists():
        with database.read() as connection:
            if _read(connection) is not None or _holds_seals(connection):
                raise _refuse(f'There is no "{file}", and the database was sealed under another key than a new one would be.')
    key = read_master_key(given, file=file)
    try:
        fits = _hold(database, key)
    except IntegrityError:  # another process was quicker
        fits = _hold(database, key)
    if not fits:
        place = "SCREENER_SECRET_KEY" if given is not None else f'"{file}"'
        raise _refuse(f"The database was sealed under another key than that of {place}.")
    return key


def _refuse(sentence: str) -> DatabaseUnready:
    return DatabaseUnready(
        sentence,
        help="Put the key back from its own copy; without it nothing that is kept opens, and no trail can be checked.",
        code="another_key",
    )


def _hold(database: Database, key: bytes) -> bool:
    """Says whether the key is the database's; a database that has none yet takes it, where its trails hang on no other."""
    mark = derive_key(key, purpose="fingerprint")
    with database.write() as connection:
        known = _read(connection)
        if known is not None:
            return hmac.compare_digest(known, mark)
        if not audit.begins_under(connection, key):
            return False
        connection.execute(insert(tables.key_fingerprints), {"purpose": MASTER, "fingerprint": mark})
    return True


def _read(connection: Connection) -> bytes | None:
    table = tables.key_fingerprints
    found = connection.execute(select(table.c.fingerprint).where(table.c.purpose == MASTER)).scalar()
    return None if found is None else bytes(found)


def _holds_seals(connection: Connection) -> bool:
    return any(connection.execute(select(table).limit(1)).first() for table in _SEALED)
