"""What the page of sign-in may say."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The form for a key and the way to the provider, or who is signed in: then `workspace` and `role` are named.

    `fault` is the code of what was wrong with a key, or nothing; `place` the page to land on.
    """

    workspace: str
    role: str
    provider: bool
    fault: str
    place: str
    form_token: str
    template: str = field(default="pages/sign_in.html", init=False)
