"""The picture of the house is of this house."""

import re


def test_every_room_has_its_row_and_every_row_its_room(checkout):
    page = (checkout / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([\w/.]+)` \|", page, re.MULTILINE)
    there = {item.name + ("/" if item.is_dir() else "") for item in (checkout / "screener").iterdir()}
    rooms = {name for name in there if not name.startswith(("_", "py.typed"))}
    assert set(told) == rooms | {"rules/", "reports/"}
    assert len(told) == len(set(told))


def test_every_decision_is_headed_by_its_number(checkout):
    for page in sorted((checkout / "docs" / "decisions").iterdir()):
        heading = page.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(rf"# {page.name[:4]} \w", heading), page.name
