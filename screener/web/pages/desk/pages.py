"""A workspace's pages, in one router."""

from fastapi import APIRouter

from screener.web.pages.desk import answers, everything, hooks, keys, lists, portfolios

router = APIRouter()
for _part in (portfolios, answers, lists, keys, hooks, everything):
    router.include_router(_part.router)
