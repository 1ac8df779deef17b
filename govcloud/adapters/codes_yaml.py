"""The book of codes that the package carries: one file for each family, the only place where a code is explained."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from govcloud.adapters.yaml_text import load_yaml
from govcloud.model.code import Code, CodeFamily


def read_codes() -> tuple[CodeFamily, ...]:
    """Every family in the order of the book. The files are ours: tests hold their form."""
    folder = files("govcloud") / "locales" / "codes"
    found = []
    for file in folder.iterdir():
        if file.name.endswith(".yaml"):
            content, _ = load_yaml(file.read_bytes(), file.name)
            found.append((content["order"], _family(file.name.removesuffix(".yaml"), content)))
    return tuple(family for _, family in sorted(found, key=lambda pair: (pair[0], pair[1].name)))


def _family(name: str, content: Mapping[str, Any]) -> CodeFamily:
    codes = (
        Code(code=code, exit_code=said.get("exit", content["exit"]), **_words(said))
        for code, said in content["codes"].items()
    )
    return CodeFamily(name, content["title"]["en"], content["title"]["zh"], tuple(codes))


def _words(said: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in said.items() if key != "exit"}
