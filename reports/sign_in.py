"""What the page of sign-in may say."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The form for a key and the way to the provider, or who is signed in: then `workspace` and `role` are named."""

    workspace: str
    role: str
    provider: bool
    fault: str
    form_token: str
    template: str = field(default="pages/sign_in.html", init=False)
