"""How an address is set into its window."""

import pytest

from reports.address import SMALLEST, AddressTooLong, measure_text, set_address
from reports.geometry import PROFILES

ZONE = PROFILES["universal"].address
WIDE = "Verwaltungsgesellschaft für internationale Gewässer mbH & Co KG"


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("lines", [("Hanbit", "KOREA"), ("a",) * 7, (WIDE, "GERMANY"), ("ရန်ကုန်", "MYANMAR")])
def test_an_address_fits_its_window_in_height_and_width(profile, lines):
    zone, address = PROFILES[profile].address, set_address(lines, PROFILES[profile].address)
    assert SMALLEST <= address.size <= 10
    assert address.step * len(address.lines) <= zone.height + 0.01
    assert max(map(measure_text, address.lines)) * address.size * 25.4 / 72 <= zone.width
    assert " ".join(address.lines) == " ".join(lines)


def test_a_line_wider_than_the_window_is_broken_at_a_space_where_a_line_is_free():
    assert len(set_address(("many wide words " * 8, "GERMANY"), ZONE).lines) == 3


def test_a_line_that_cannot_be_broken_is_named():
    with pytest.raises(AddressTooLong, match="mmmmm"):
        set_address(("m" * 70, "GERMANY"), ZONE)


def test_an_eighth_line_is_refused():
    with pytest.raises(AddressTooLong):
        set_address(("a",) * 8, ZONE)


def test_no_lines_are_no_address():
    assert set_address((), ZONE).lines == ()
