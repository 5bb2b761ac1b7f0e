"""GET /v1/policies: the policies there are; GET /v1/policies/{id}: one, with its rules in the order they are tried."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from screener.rulebook.exports.policies import describe_policy, write_policy
from screener.web.api.access import Bench, answer_tagged, describe_problems

router = APIRouter(prefix="/v1/policies", tags=["policies"])


@router.get("", responses=describe_problems(), summary="The policies")
def list_policies(request: Request, bench: Bench) -> Response:
    """Gives `{"policies": [...]}`: id, title, version, publisher, summary and hash of each."""
    values = {"policies": [describe_policy(policy) for policy in bench.rulebook.policies.values()]}
    return answer_tagged(request, values, tag=bench.rulebook.sha256)


@router.get("/{policy_id}", responses=describe_problems(404), summary="One policy")
def show_policy(request: Request, policy_id: str, bench: Bench) -> Response:
    """Gives a policy with its rules, their conditions, reasons, references and worked cases."""
    policy = bench.policy(policy_id)
    return answer_tagged(request, write_policy(policy), tag=policy.sha256)
