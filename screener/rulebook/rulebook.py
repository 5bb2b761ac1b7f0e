"""The rulebook: the folder of rules goes in; registry, policies, naming and vocabulary come out as one frozen, hashed value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.errors import RequestRefused
from screener.rulebook.pages import hash_pages, list_pages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from screener.model import Policy, Registry
    from screener.rulebook.naming import Naming
    from screener.rulebook.registry import Shelf
    from screener.rulebook.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the program knows, as of one state of the files; `sha256` is over all of them."""

    vocabulary: Vocabulary
    registry: Registry
    policies: Mapping[str, Policy]
    naming: Naming
    sha256: str


def require_rules(root: Traversable) -> None:
    """Raises RequestRefused where `root` is not a folder of rules."""
    if not root.joinpath("registry").is_dir() or not root.joinpath("vocabulary.yaml").is_file():
        raise RequestRefused(f'"{root}" is not a folder of rules.', help="It must hold vocabulary.yaml and registry/.")


def hash_rulebook(root: Traversable) -> str:
    """Gives the SHA-256 over every page under `root`."""
    return hash_pages(list_pages(root))


def read_rulebook(root: Traversable, *, shelf: Shelf | None = None) -> Rulebook:
    """Reads and checks all of it. Raises RulebookFault or RulebookFaults with file and line. For `shelf` see read_registry."""
    # Checking takes libraries that a rulebook found in the cache does without.
    from screener.rulebook.naming import read_naming  # noqa: PLC0415
    from screener.rulebook.policies import list_policies, read_policy  # noqa: PLC0415
    from screener.rulebook.registry import read_registry  # noqa: PLC0415
    from screener.rulebook.vocabulary import read_vocabulary  # noqa: PLC0415

    vocabulary = read_vocabulary(root)
    registry = read_registry(root, vocabulary=vocabulary, shelf=shelf)
    policies = {key: read_policy(root, key, vocabulary=vocabulary, sources=registry.sources) for key in list_policies(root)}
    return Rulebook(
        vocabulary=vocabulary, registry=registry, policies=policies, naming=read_naming(root), sha256=hash_rulebook(root)
    )
