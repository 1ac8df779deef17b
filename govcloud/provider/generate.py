"""Writes the typed resource classes of `govcloud/resources/` from the table: `python -m … [--check]`."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from string import Template

from govcloud.provider.table import PACKAGE, TABLE
from govcloud.provider.table.entry import Kind, Output, Prop, Resource

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

_INPUT = {
    Kind.TEXT: "pulumi.Input[str]",
    Kind.JSON: "pulumi.Input[str]",
    Kind.WHOLE: "pulumi.Input[int]",
    Kind.FLAG: "pulumi.Input[bool]",
    Kind.TEXTS: "pulumi.Input[Sequence[pulumi.Input[str]]]",
    Kind.TAGS: "pulumi.Input[Mapping[str, pulumi.Input[str]]]",
}
_OUTPUT = {
    Kind.TEXT: "str",
    Kind.JSON: "str",
    Kind.WHOLE: "int",
    Kind.FLAG: "bool",
    Kind.TEXTS: "list[str]",
    Kind.TAGS: "dict[str, str]",
}
_SERVICES = {
    "ec2": "EC2",
    "kms": "KMS",
    "s3": "S3",
    "iam": "IAM",
    "logs": "CloudWatch Logs",
    "cloudtrail": "CloudTrail",
    "secretsmanager": "Secrets Manager",
    "backup": "Backup",
    "cloudwatch": "CloudWatch",
    "config": "Config",
    "ecr": "ECR",
    "glue": "Glue",
    "guardduty": "GuardDuty",
    "rds": "RDS",
    "route53": "Route 53",
    "sns": "SNS",
    "sqs": "SQS",
    "ssm": "Systems Manager",
}
_MADE = "# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`."
_WIDTH = 96
_LINE = 100

_MODULE = Template('''"""${service}: ${name}, as a class for Pulumi programs."""

${made}
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

${imports}import pulumi

from govcloud.resources.base import CloudResource


class ${name}(CloudResource):
    """${text}"""

    def __init__(
        self,
        resource_name: str,
${star}${arguments}
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `${token}`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
${said}
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "${token}",
            resource_name,
            {
${passed}
            },
            (${listed}),
            opts,
        )

${properties}''')


def snake(name: str) -> str:
    """`cidrBlock` as Python writes it: `cidr_block`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def may_be_none(prop: Prop) -> bool:
    """Whether the output of a property can be None: nobody said it, and nothing fills it in."""
    certain = prop.required or prop.default is not None or prop.autoname or prop.computed
    return not certain


def _argument(name: str, prop: Prop) -> str:
    if prop.required:
        return f"        {snake(name)}: {_INPUT[prop.kind]},"
    return f"        {snake(name)}: {_INPUT[prop.kind]} | None = None,"


def _say(name: str, prop: Prop) -> str:
    notes = []
    if prop.required:
        notes.append("Required.")
    if prop.default is not None:
        notes.append(f"Default: {prop.default!r}.")
    if prop.replace:
        notes.append("A change replaces the resource.")
    text = " ".join([prop.text, *notes])
    return _wrap(f"{snake(name)}: {text}", first="            ", then="                ")


def _wrap(text: str, *, first: str, then: str) -> str:
    lines, line = [], first
    for word in text.split(" "):
        if len(line) + len(word) > _WIDTH and line.strip():
            lines.append(line.rstrip())
            line = then
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


def _property(name: str, kind: Kind, text: str, *, none: bool) -> str:
    held = _OUTPUT[kind] + (" | None" if none else "")
    doc = _wrap(f'"""{text}"""', first="        ", then="        ")
    return (
        f"    @property\n    def {snake(name)}(self) -> pulumi.Output[{held}]:\n"
        f'{doc}\n        return self._output("{name}")\n'
    )


def _properties(props: Mapping[str, Prop], outputs: Mapping[str, Output]) -> str:
    said = [_property(n, p.kind, p.text, none=may_be_none(p)) for n, p in props.items()]
    given = [_property(n, o.kind, o.text, none=False) for n, o in outputs.items() if n not in props]
    return "\n".join(said + given)


def _imports(props: Mapping[str, Prop]) -> str:
    names = []
    if any(p.kind is Kind.TAGS for p in props.values()):
        names.append("Mapping")
    if any(p.kind is Kind.TEXTS for p in props.values()):
        names.append("Sequence")
    return f"from collections.abc import {', '.join(names)}\n\n" if names else ""


def class_text(token: str, entry: Resource) -> str:
    """The module of one type's class."""
    props = dict(sorted(entry.all_props.items(), key=lambda item: not item[1].required))
    outputs = [name for name in entry.outputs if name not in props]
    listed = ", ".join(f'"{name}"' for name in outputs) + ("," if len(outputs) == 1 else "")
    return _MODULE.substitute(
        service=_SERVICES[entry.service],
        name=entry.name,
        token=token,
        text=entry.text,
        made=_MADE,
        imports=_imports(props),
        star="        *,\n" if props else "",
        arguments="\n".join(_argument(n, p) for n, p in props.items()),
        said="\n".join(_say(n, p) for n, p in props.items()),
        passed="\n".join(f'                "{n}": {snake(n)},' for n in props),
        listed=listed,
        properties=_properties(props, entry.outputs),
    )


def room_text(service: str, entries: list[Resource]) -> str:
    """The `__init__` of one service's package: all its classes."""
    names = sorted(entry.name for entry in entries)
    imports = "\n".join(_import(service, name) for name in sorted(names, key=snake))
    listed = "\n".join(f'    "{name}",' for name in names)
    head = f'"""{_SERVICES[service]}: the types that govcloud provisions."""'
    return f"{head}\n\n{_MADE}\n{imports}\n\n__all__ = [\n{listed}\n]\n"


def _import(service: str, name: str) -> str:
    module = f"govcloud.resources.{service}.{snake(name)}"
    line = f"from {module} import {name}"
    return line if len(line) <= _LINE else f"from {module} import (\n    {name},\n)"


def files() -> dict[Path, str]:
    """Every generated file with its text."""
    rooms: dict[str, list[Resource]] = {}
    wanted: dict[Path, str] = {}
    for token, entry in TABLE.items():
        assert token.startswith(f"{PACKAGE}:")
        rooms.setdefault(entry.service, []).append(entry)
        wanted[RESOURCES / entry.service / f"{snake(entry.name)}.py"] = class_text(token, entry)
    for service, entries in rooms.items():
        wanted[RESOURCES / service / "__init__.py"] = room_text(service, entries)
    return wanted


def stale() -> list[Path]:
    """The files that differ from what the table says, and those that it no longer knows."""
    wanted = files()
    there = set(RESOURCES.glob("*/*.py"))
    wrong = [p for p, text in wanted.items() if p not in there or p.read_text("utf-8") != text]
    return sorted([*wrong, *(there - set(wanted))])


def main(words: list[str]) -> int:
    """Write what is stale; with `--check` only name it, and give 1 if there is any."""
    wanted = files()
    wrong = stale()
    for path in wrong:
        sys.stderr.write(f"stale: {path.relative_to(RESOURCES.parent)}\n")
        if "--check" in words:
            continue
        if path in wanted:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted[path], "utf-8")
        else:
            path.unlink()
    return int(bool(wrong) and "--check" in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
