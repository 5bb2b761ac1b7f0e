"""Jobs over HTTP: sent, asked after, fetched once, cancelled."""

from __future__ import annotations

import asyncio
import io
import json
import uuid
import zipfile
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from fastapi.testclient import TestClient
from httpx2 import ASGITransport, AsyncClient

from screener.errors import DatabaseUnready, JobUnknown
from screener.store.tables import job_pieces, jobs
from screener.web.handover import HandOver
from tests.web.portfolios import HOLDINGS

LINES = b'{"name":"POSCO Holdings Inc","isin":"KR7005490008","currency":"USD","market_value":"2500"}\n{"name":"Nestle SA"}\n'
ORDER = {"as_of": "2026-11-24"}
EMPTY = ("file", ("empty.csv", b"", "text/csv"))


def part(name="holdings.csv", content=HOLDINGS, kind="text/csv", field="file"):
    return (field, (name, content, kind))


def count_rows(office):
    with office.database.read() as connection:
        return sum(len(connection.execute(table.select()).all()) for table in (jobs, job_pieces))


def send(client, files=None, data=ORDER, **more):
    answer = client.post("/v1/jobs", files=files or [part()], data=data, **more)
    assert answer.status_code == 202, answer.text
    return answer


def test_a_file_sent_as_a_job_gives_the_bytes_that_a_request_gives_once_and_leaves_nothing(client, office, work):
    work()  # whatever other tests of the same service left waiting
    before = count_rows(office)
    sent = send(client)
    job = sent.json()
    assert (job["state"], job["position"], job["problem"]) == ("queued", 1, None)
    assert sent.headers["location"] == job["links"]["self"] == f"/v1/jobs/{job['id']}"
    early = client.get(job["links"]["result"])
    assert (early.status_code, early.json()["code"]) == (409, "job_unfinished")
    work()
    told = client.get(job["links"]["self"]).json()
    assert (told["state"], told["share"], told["position"]) == ("done", 1.0, None)
    assert client.head(job["links"]["result"]).status_code == 200
    fetched = client.get(job["links"]["result"])
    asked = client.post("/v1/screenings", files=[part()], data=ORDER)
    assert fetched.headers["content-type"] == "application/json"
    assert fetched.content == asked.content
    assert client.get(job["links"]["result"]).json()["code"] == client.get(job["links"]["self"]).json()["code"] == "job_unknown"
    assert count_rows(office) == before


def test_lines_of_json_are_a_job_of_one_file_under_the_policy_of_the_query(client, work):
    answer = client.post(
        "/v1/jobs?policy=sanctions&as_of=2026-11-24", content=LINES, headers={"content-type": "application/x-ndjson"}
    )
    work()
    record = client.get(answer.json()["links"]["result"]).json()
    assert (record["receipt"]["policy"]["id"], record["receipt"]["as_of"]) == ("sanctions", "2026-11-24")
    assert [holding["row"] for holding in record["holdings"]] == [1, 2]


FILES = [part("one.csv"), part("../../etc/two.csv"), part("three.ndjson", LINES, "application/octet-stream"), EMPTY]


def test_many_files_give_a_line_each_and_one_that_cannot_be_used_says_why(client, work):
    job = send(client, FILES).json()
    work()
    fetched = client.get(job["links"]["result"])
    assert fetched.headers["content-type"] == "application/x-ndjson"
    assert client.get(job["links"]["result"]).status_code == 404
    lines = [json.loads(line) for line in fetched.text.splitlines()]
    assert [line["file"] for line in lines] == ["one.csv", "../../etc/two.csv", "three.ndjson", "empty.csv"]
    assert [line.get("screening", {}).get("schema") for line in lines] == ["screening/1"] * 3 + [None]
    assert (lines[3]["problem"]["code"], lines[3]["problem"]["status"]) == ("empty_file", 400)
    assert lines[0]["screening"]["findings"]


def fetch_a_little(app, path):
    """Takes the first piece of a body, and leaves."""

    async def fetch():
        left, sent = anyio.Event(), []

        async def receive():
            await left.wait()
            return {"type": "http.disconnect"}

        async def take(message):
            sent.append(message.get("body", b""))
            if sent[-1]:
                left.set()
                await anyio.sleep_forever()  # as a server does whose client reads no further, until it hears that it left

        scope = {"type": "http", "asgi": {"spec_version": "2.3"}, "http_version": "1.1", "method": "GET", "scheme": "http"}
        where = {
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(b"host", b"127.0.0.1")],
        }
        await app(scope | where | {"client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80)}, receive, take)
        return b"".join(sent)

    async def fetch_in_time():
        with anyio.fail_after(30):
            return await fetch()

    return anyio.run(fetch_in_time)


def test_a_result_stays_until_it_was_sent_whole_and_with_keep_until_its_reader_says_so(app, client, work):
    job = send(client, FILES).json()
    work()
    path = job["links"]["result"]
    little = fetch_a_little(app, path)
    kept = client.get(path, params={"keep": "true"})
    assert kept.content.startswith(little)
    assert len(kept.content) > len(little) > 0
    assert client.get(path).content == kept.content
    assert client.get(path).status_code == 404


def test_a_result_is_deleted_once_the_database_is_back_and_the_other_fetch_of_two_does_no_harm():
    tried = []

    def end():
        tried.append(1)
        if len(tried) < 3:
            raise DatabaseUnready("The database does not answer.")
        raise JobUnknown("There is no job at this address.")

    async def answer(scope, receive, send):
        await HandOver(iter([b"one, ", b"two"]), end=end, media_type="text/plain", pauses=(0, 0, 0, 0))(scope, receive, send)

    assert TestClient(answer).get("/").text == "one, two"
    assert len(tried) == 3


def test_many_files_come_as_an_archive_whose_names_lead_nowhere(client, work):
    job = send(client, FILES).json()
    work()
    fetched = client.get(job["links"]["result"], headers={"accept": "application/zip"})
    with zipfile.ZipFile(io.BytesIO(fetched.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["0001-one.json", "0002-etc-two.json", "0003-three.json", "index.json"]
        index = json.loads(archive.read("index.json"))
        assert json.loads(archive.read(index[0]["entry"]))["schema"] == "screening/1"
        assert index[3]["problem"]["code"] == "empty_file"


def test_a_file_that_cannot_be_used_fails_its_job_with_the_problem_a_request_gets(client, work):
    job = send(client, [EMPTY]).json()
    work()
    told = client.get(job["links"]["self"]).json()
    assert (told["state"], told["problem"]["code"]) == ("failed", "empty_file")
    fetched = client.get(job["links"]["result"])
    assert (fetched.status_code, fetched.json()["code"]) == (400, "empty_file")
    assert fetched.headers["content-type"] == "application/problem+json"


def test_a_cancelled_job_is_gone_at_once(client, office, work):
    before = count_rows(office)
    job = send(client).json()
    assert client.delete(job["links"]["self"]).status_code == 204
    assert count_rows(office) == before
    assert client.delete(job["links"]["self"]).status_code == 404
    work()
    assert client.get(job["links"]["self"]).status_code == 404


@pytest.mark.parametrize("route", ["", "/result"])
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_address_of_nobody_and_one_of_another_are_answered_alike(client, route, method):
    if (method, route) == ("DELETE", "/result"):
        assert client.request(method, f"/v1/jobs/x{route}").status_code == 405
        return
    public = send(client).json()["id"].partition(".")[0]
    answers = [
        client.request(method, f"/v1/jobs/{text}{route}") for text in (f"{public}.{'b' * 43}", f"{'a' * 16}.{'b' * 43}", "x")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


BROKEN = [
    ([part()], {"policy": "nonsense"}, 404, "policy_unknown"),
    ([part()], {"as_of": "tomorrow"}, 400, "not_a_day"),
    ([part()], {"columns": "?"}, 400, "columns_unreadable"),
    ([part()], {"rates": "x"}, 400, "rates_unreadable"),
    ([part()], {"confirmations": "x: ["}, 400, "rulebook_fault"),
    ([part()], {"portfolio": "mine"}, 400, "unknown_field"),
    ([part(field="upload")], ORDER, 400, "unknown_field"),
    ([part(field="funds")], ORDER, 400, "no_file"),
    ([part(content=bytes(4 * 2**20))], ORDER, 413, "too_large"),
]


@pytest.mark.parametrize(("files", "data", "status", "code"), BROKEN)
def test_an_order_that_cannot_be_carried_out_is_refused_at_once_and_leaves_nothing(client, office, files, data, status, code):
    before = count_rows(office)
    answer = client.post("/v1/jobs", files=files, data=data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert count_rows(office) == before


FORM = "multipart/form-data; boundary=b"
LABEL = b'--b\r\nContent-Disposition: form-data; name="label"\r\n\r\nx\r\n'
CUT = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx'
BODIES = [
    (b"{}", "application/json", 415, "wrong_content_type"),
    (b"x", "", 415, "wrong_content_type"),
    (b"x", "multipart/form-data", 400, "form_unreadable"),
    (b"x", FORM, 400, "form_unreadable"),
    (CUT, FORM, 400, "form_unreadable"),
    (b"--b\r\n\r\nx\r\n--b--\r\n", FORM, 400, "unknown_field"),
    (LABEL + LABEL + b"--b--\r\n", FORM, 400, "field_twice"),
    (LABEL + b"--b--\r\n", FORM, 400, "no_file"),
    (b'--b\r\nContent-Disposition: form-data; name="funds"\r\n\r\nx\r\n--b--\r\n', FORM, 400, "not_a_file"),
]


def test_an_order_that_says_the_policy_in_its_address_and_in_its_form_is_refused(client):
    answer = client.post("/v1/jobs?policy=standard", files=[part()], data={"policy": "sanctions"})
    assert (answer.status_code, answer.json()["code"]) == (400, "field_twice")


@pytest.mark.parametrize(("content", "media_type", "status", "code"), BODIES)
def test_a_body_that_is_no_form_is_refused_and_leaves_nothing(client, office, content, media_type, status, code):
    before = count_rows(office)
    answer = client.post("/v1/jobs", content=content, headers={"content-type": media_type})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert count_rows(office) == before


def test_the_same_request_under_the_same_key_is_the_same_job_however_it_is_wrapped(client, office):
    key = {"idempotency-key": str(uuid.uuid4())}
    first, before = send(client, headers=key), count_rows(office)
    again = send(client, headers=key)
    assert again.json()["id"] == first.json()["id"]
    assert (first.headers.get("idempotent-replayed"), again.headers["idempotent-replayed"]) == (None, "true")
    assert first.request.content != again.request.content, "the boundary of a form is another each time"
    assert count_rows(office) == before


@pytest.fixture
def answer(client):
    """An answer of the workspace: the name is none of the entities'."""
    body = {"name": "POSCO Holdings Inc", "isin": "KR7005490008", "entity": "none", "rejected": ["posco-holdings"]}
    told = client.post("/v1/confirmations", json=body)
    assert told.status_code == 201, told.text
    yield told.json()["key"]
    client.delete(f"/v1/confirmations/{told.json()['key']}")


def test_a_job_heeds_the_answers_of_its_workspace_and_is_the_same_request_without_them(client, work, answer):
    key = {"idempotency-key": str(uuid.uuid4())}
    job = send(client, headers=key).json()
    assert client.delete(f"/v1/confirmations/{answer}").status_code == 204
    assert send(client, headers=key).json()["id"] == job["id"]
    work()
    heeded = client.get(job["links"]["result"]).json()
    without = client.post("/v1/screenings", files=[part()], data=ORDER).json()
    assert "posco-holdings" not in {finding["entity"]["id"] for finding in heeded["findings"]}
    assert "posco-holdings" in {finding["entity"]["id"] for finding in without["findings"]}


def test_another_body_under_the_same_key_is_refused(client, office):
    key = {"idempotency-key": str(uuid.uuid4())}
    send(client, headers=key)
    before = count_rows(office)
    for files, data in (
        ([part(content=HOLDINGS + "\n")], ORDER),
        ([part("other.csv")], ORDER),
        ([part()], {"as_of": "2026-11-23"}),
    ):
        answer = client.post("/v1/jobs", files=files, data=data, headers=key)
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")
    assert count_rows(office) == before


@pytest.mark.parametrize("key", ["short", "a" * 201, "with a space in it"])
def test_a_key_that_somebody_else_may_choose_is_refused(client, key):
    answer = client.post("/v1/jobs", files=[part()], headers={"idempotency-key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_unusable")


def test_the_same_request_sent_many_times_at_once_is_one_job(app):
    key = {"idempotency-key": str(uuid.uuid4())}

    async def send_all():
        async with AsyncClient(transport=ASGITransport(app=app), base_url="http://127.0.0.1") as caller:
            calls = (caller.post("/v1/jobs", files=[part()], data=ORDER, headers=key) for _ in range(6))
            return [answer.json()["id"] for answer in await asyncio.gather(*calls)]

    with ThreadPoolExecutor(1) as pool:  # in a thread of its own: a browser's tests leave a loop running in this one
        ids = pool.submit(asyncio.run, send_all()).result()
    assert (len(ids), len(set(ids))) == (6, 1)


def test_funds_sent_beside_a_portfolio_are_looked_through(client, work):
    portfolio = "Name,ISIN,Market Value (USD)\nExample World ETF,IE00B4L5Y983,1000\n"
    held = "POSCO HOLDINGS INC,KR7005490008,60\nNESTLE SA,CH0038863350,40\n"
    fund = f"Fund,Example World ETF\nISIN,IE00B4L5Y983\n\nName,ISIN,Weight (%)\n{held}"
    job = send(client, [part(content=portfolio), part("fund.csv", fund, field="funds")]).json()
    work()
    record = client.get(job["links"]["result"]).json()
    assert record["receipt"]["inputs"]["funds"]


def test_the_description_tells_of_jobs(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths["/v1/jobs/{id}"]) == {"get", "delete"}
    assert set(paths["/v1/jobs"]["post"]["requestBody"]["content"]) == {"multipart/form-data", "application/x-ndjson"}
