"""The provider people sign in with (OpenID Connect): its address goes in; a sign-in to begin, and who came back, come out.

Authorization code with PKCE (S256), state and nonce. The identity token must be signed with a public key of the provider's, be
from that issuer, for this service, unexpired, and carry the nonce of the sign-in that this browser began.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import httpx2

from screener.errors import AccessRefused, RequestRefused
from screener.web.premises import is_safe

if TYPE_CHECKING:
    from joserfc.jwk import KeySetSerialization

    from screener.settings import Settings

SECONDS = 10
SKEW_S = 60
"""How far the provider's clock may differ from ours."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
DONE = "/sign-in/done"


@dataclass(frozen=True, slots=True)
class Beginning:
    """A sign-in that was begun: where the browser goes, what it must bring back, and the page to land on then."""

    address: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider, and this service as it knows it."""

    issuer: str
    client: str
    secret: str | None = field(repr=False)
    back: str

    def begin(self) -> Beginning:
        """Gives a new sign-in. Raises AccessRefused where the provider does not answer."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._client() as client:
            where = self._describe(client)["authorization_endpoint"]
            address, _ = client.create_authorization_url(where, state=state, nonce=nonce, code_verifier=verifier)
        return Beginning(address=address, state=state, nonce=nonce, verifier=verifier)

    def finish(self, begun: Beginning, *, code: str) -> str:
        """Gives the subject of the person who came back with a code. Raises AccessRefused where anything is not as it must be."""
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 (of the extra "oidc")
        from joserfc.errors import JoseError  # noqa: PLC0415

        try:
            with self._client() as client:
                described = self._describe(client)
                token = client.fetch_token(described["token_endpoint"], code=code, code_verifier=begun.verifier)
                keys = client.request("GET", described["jwks_uri"], withhold_token=True).raise_for_status().json()
            return _read_subject(token, keys, issuer=self.issuer, client=self.client, nonce=begun.nonce)
        except (AuthlibBaseError, JoseError, httpx2.HTTPError, KeyError, TypeError, ValueError) as error:
            raise refuse_sign_in() from error

    def _describe(self, client: Any) -> dict[str, Any]:  # noqa: ANN401 (authlib has no types)
        try:
            where = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
            answer = client.request("GET", where, withhold_token=True)
            described: dict[str, Any] = answer.raise_for_status().json()
        except (httpx2.HTTPError, ValueError) as error:
            raise AccessRefused(
                "The provider does not answer.", help="Try again in a minute, or sign in with a key.", code="provider_away"
            ) from error
        if described.get("issuer") != self.issuer:
            raise refuse_sign_in()
        return described

    def _client(self) -> Any:  # noqa: ANN401
        from authlib.integrations.httpx_client import OAuth2Client  # noqa: PLC0415 (of the extra "oidc")

        return OAuth2Client(
            self.client,
            self.secret,
            scope="openid",
            redirect_uri=self.back,
            code_challenge_method="S256",
            timeout=SECONDS,
            trust_env=False,
        )


def find_provider(settings: Settings) -> Provider | None:
    """Gives the provider of the settings, None where none is set.

    That SCREENER_PUBLIC_ADDRESS is https, `check_premises` has seen. Raises RequestRefused (`oidc_settings`) where a part is
    missing, the provider's address is not https, or the extra is not installed.
    """
    given = (settings.oidc_issuer, settings.oidc_client, settings.public_address)
    if not any((settings.oidc_issuer, settings.oidc_client, settings.oidc_secret)):
        return None
    if not all(given):
        raise _refuse("Sign-in needs SCREENER_OIDC_ISSUER, SCREENER_OIDC_CLIENT and SCREENER_PUBLIC_ADDRESS, all three.")
    issuer, client, address = (part or "" for part in given)
    if not is_safe(issuer):
        raise _refuse("SCREENER_OIDC_ISSUER is not an https address.")
    _require_library()
    return Provider(issuer=issuer, client=client, secret=settings.oidc_secret, back=f"{address.rstrip('/')}{DONE}")


def refuse_sign_in() -> AccessRefused:
    """Gives the one refusal for a sign-in that is not as it must be; which part was wrong is not told."""
    return AccessRefused(
        "The sign-in did not come to its end as it was begun.", help="Begin again at /sign-in.", code="sign_in_failed"
    )


def _read_subject(token: dict[str, Any], keys: dict[str, Any], *, issuer: str, client: str, nonce: str) -> str:
    from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
    from joserfc import jwt  # noqa: PLC0415
    from joserfc.jwk import KeySet  # noqa: PLC0415

    decoded = jwt.decode(token["id_token"], KeySet.import_key_set(cast("KeySetSerialization", keys)), algorithms=list(ALGORITHMS))
    must = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client}}
    has = {"nonce": nonce, "client_id": client, "access_token": token.get("access_token")}
    claims = CodeIDToken(decoded.claims, decoded.header, must, has)
    claims.validate(leeway=SKEW_S)
    return str(claims["sub"])


def _require_library() -> None:
    try:
        import authlib.integrations.httpx_client  # noqa: F401, PLC0415
    except ImportError as error:
        raise _refuse("What sign-in needs is not installed: the packages of requirements-extras.txt.") from error


def _refuse(sentence: str) -> RequestRefused:
    return RequestRefused(sentence, help="docs/workspaces.md says what each is.", code="oidc_settings")
