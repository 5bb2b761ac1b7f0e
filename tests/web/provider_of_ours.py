"""A small OpenID Connect provider on loopback: it signs in whom a test names, and errs where a test says so."""

from __future__ import annotations

import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "screener", "a-secret-of-the-test"


@dataclass
class State:
    """Who signs in, what was asked, and what the next identity token says otherwise than it should."""

    subject: str = "7f3c9a"
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    codes: dict = field(default_factory=dict)
    claims: dict = field(default_factory=dict)
    signed_by: RSAKey | None = None
    header: dict = field(default_factory=dict)


class OwnProvider(ThreadingHTTPServer):
    """The provider; `issuer` is its address."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.state = State()
        self.issuer = f"http://127.0.0.1:{self.server_port}"

    def authorize(self, address):
        """Signs the person in as a browser would; gives where the browser is led back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["client_id"], asked["scope"]) == ("code", CLIENT, "openid")
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.state.codes[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def give_token(self, form):
        """Gives what a code is worth, once, to whoever has the verifier."""
        asked = self.state.codes.pop(form["code"], None)
        challenge = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": self.state.subject, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], **self.state.claims}
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": "one", **self.state.header}
        token = jwt.encode(header, claims, self.state.signed_by or self.state.key)
        return 200, {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": token}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        issuer = self.server.issuer
        answers = {
            "/.well-known/openid-configuration": {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
            },
            "/keys": {"keys": [self.server.state.key.as_dict(private=False)]},
        }
        self._answer(200, answers[self.path])

    def do_POST(self):
        content = self.rfile.read(int(self.headers["content-length"])).decode()
        form = {name: values[0] for name, values in parse_qs(content).items()}
        self._answer(*self.server.give_token(form))

    def _answer(self, status, values):
        content = json.dumps(values).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        """Says nothing."""


def start():
    """Gives a provider that answers."""
    provider = OwnProvider()
    threading.Thread(target=provider.serve_forever, args=(0.05,), daemon=True).start()
    return provider
