"""GET /v1/policies: the policies there are; GET /v1/policies/{id}: one, with its rules in the order they are tried.

POST /v1/policies/check: a policy of the caller's own, its form checked and its worked cases run.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse, Response

from screener.errors import RequestRefused, RulebookFault, RulebookFaults
from screener.orders import POLICY_FILE, read_own_policy
from screener.rulebook.exports.policies import describe_policy, write_policy
from screener.screening.decisions import failed_cases
from screener.web.api.access import Bench, answer_tagged, describe_answer
from screener.web.api.policy_answers import CheckedPolicy, PoliciesAnswer, PolicyAnswer
from screener.web.body import read_bytes

router = APIRouter(prefix="/v1/policies", tags=["policies"])
LIMIT = 512 * 2**10
_BODY = {
    "required": True,
    "content": {
        "application/yaml": {"schema": {"type": "string"}},
        "application/json": {"schema": {"type": "object"}},
    },
}


async def receive_policy(request: Request) -> str:
    """Reads the text of a policy within its limit. Raises UploadTooLarge, RequestRefused for what is not text."""
    try:
        return (await read_bytes(request, limit=LIMIT)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestRefused("The policy is not text in UTF-8.", help="Save it as UTF-8.", code="not_text") from error


@router.get("", responses=describe_answer(PoliciesAnswer, tagged=True), summary="The policies")
def list_policies(request: Request, bench: Bench) -> Response:
    """Gives `{"policies": [...]}`: id, title, version, publisher, summary and hash of each."""
    values = {"policies": [describe_policy(policy) for policy in bench.rulebook.policies.values()]}
    return answer_tagged(request, values, tag=bench.rulebook.sha256)


@router.get("/{policy_id}", responses=describe_answer(PolicyAnswer, 404, tagged=True), summary="One policy")
def show_policy(
    request: Request, policy_id: Annotated[str, Path(description="A policy's id: standard.")], bench: Bench
) -> Response:
    """Gives a policy with its rules, their conditions, reasons, references and worked cases."""
    policy = bench.policy(policy_id)
    return answer_tagged(request, write_policy(policy), tag=policy.sha256)


@router.post(
    "/check",
    responses=describe_answer(CheckedPolicy, 400, 413),
    openapi_extra={"requestBody": _BODY},
    summary="Check a policy of your own",
)
def check_policy(text: Annotated[str, Depends(receive_policy)], bench: Bench) -> Response:
    """Gives `{"valid", "policy", "cases", "faults"}`: each fault with its line, or the worked case that does not hold."""
    try:
        policy = read_own_policy(text, file=POLICY_FILE, book=bench.rulebook)
    except (RulebookFault, RulebookFaults) as error:
        faults = error.faults if isinstance(error, RulebookFaults) else (error,)
        return JSONResponse({"valid": False, "policy": None, "cases": 0, "faults": [_tell(fault) for fault in faults]})
    failed = [
        {
            "line": None,
            "message": f'Rule "{rule.id}", case "{case.name}": judged by "{judged.id}" ({judged.decision}).',
            "help": "",
        }
        for rule, case, judged in failed_cases(policy)
    ]
    cases = sum(len(rule.cases) for rule in policy.rules)
    return JSONResponse({"valid": not failed, "policy": describe_policy(policy), "cases": cases, "faults": failed})


def _tell(fault: RulebookFault) -> dict[str, Any]:
    return {"line": fault.line, "message": str(fault), "help": fault.help}
