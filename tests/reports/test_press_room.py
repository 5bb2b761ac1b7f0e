"""Many pages at once."""

import pytest

from reports.pdf import PressTimedOut
from reports.press_room import PressRoom

PAGE = '<!DOCTYPE html><html lang="en"><head><title>{0}</title></head><body class="summary"><p>Page {0}</p></body></html>'


def test_many_pages_come_out_in_their_order_whichever_press_made_them():
    import io

    from pypdf import PdfReader

    with PressRoom() as room:
        room.expect(24)
        ordered = [room.order(PAGE.format(number)) for number in range(24)]
        made = [page.result() for page in ordered]
    assert [PdfReader(io.BytesIO(pdf)).metadata.title for pdf in made] == [str(number) for number in range(24)]


def test_a_page_that_takes_too_long_fails_alone():
    endless = PAGE.format("x" * 10) + "<table>" + "<tr><td colspan=100000>x" * 200
    with PressRoom(seconds=5) as room:
        room.start()
        slow, quick = room.order(endless), room.order(PAGE.format("after"))
        with pytest.raises(PressTimedOut):
            slow.result()
        assert quick.result().startswith(b"%PDF")


def test_a_room_closed_at_work_ends_its_presses_and_breaks_off_what_waits():
    with PressRoom() as room:
        ordered = [room.order(PAGE.format(number)) for number in range(6)]
    assert all(page.cancelled() or page.done() for page in ordered)
