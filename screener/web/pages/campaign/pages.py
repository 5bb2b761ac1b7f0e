"""The campaign's pages, in one router: what names a path of its own comes before what takes any name."""

from fastapi import APIRouter

from screener.web.pages.campaign import check, letters, second_reader, start, tracking

router = APIRouter()
for _part in (start, check, second_reader, letters, tracking):
    router.include_router(_part.router)
