"""One HTML file that opens anywhere, offline: nothing is fetched, nothing runs but what is in it."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from html import escape

from jinja2 import Environment, StrictUndefined

_TAGS = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTES = re.compile(r"""([a-zA-Z:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_LINKING = frozenset({"href", "src", "action", "xlink:href"})
_SCHEMES = ("http://", "https://", "mailto:", "data:image/")

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --faint: #57606a; --line: #d0d7de;
  --shade: #f6f8fa; --accent: #0550ae; --good: #116329; --bad: #a40e26; --warn: #7d4e00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --faint: #9198a1;
  --line: #3d444d; --shade: #161b22; --accent: #79c0ff; --good: #7ee787; --bad: #ff7b72; --warn: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 100rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC",
    "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); } .faint { color: var(--faint); }
.num { text-align: right; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { position: sticky; top: 0; background: var(--shade); z-index: 1; }
.scroll { overflow-x: auto; }
.mark { font-weight: 600; padding: .1rem .4rem; border: 1px solid currentColor; border-radius: .3rem; }
@media print { body { padding: 0; max-width: none; font-size: 10px; } .noprint { display: none; }
  th { position: static; } tr { break-inside: avoid; } }
"""

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ title }}</title>
<style>{{ style | safe }}</style>
</head>
<body>
<main>
{{ body | safe }}
</main>
{% if script %}<script>{{ script | safe }}</script>
{% endif %}</body>
</html>
"""


def environment() -> Environment:
    """Templates in which every value is escaped, and a name that nobody gave is an error."""
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def page(*, title: str, body: str, style: str = "", script: str = "") -> str:
    """A whole page. `body` is markup of ours, its values escaped (`environment()` or `html.escape`).

    Inline style and script are allowed by their hashes, and nothing else is: Content-Security-Policy level 3.
    Raises ValueError for a link that is neither http(s), mailto nor inside the page, and for a style or script
    that would end before its end.
    """
    if "</" in style or "</" in script:
        raise ValueError("a style or script with `</` in it could end early")
    for link in _links(body):
        if not link.lower().startswith((*_SCHEMES, "#")):
            raise ValueError(f"a report links to {link!r}")
    whole_style = _STYLE + style
    return (
        environment()
        .from_string(_PAGE)
        .render(
            title=title,
            policy=_policy(whole_style, script),
            style=whole_style,
            script=script,
            body=body,
        )
    )


def _links(body: str) -> Iterator[str]:
    """Where the tags lead to; what names say in between is no tag, as it is escaped."""
    for tag in _TAGS.findall(body):
        for name, value in _ATTRIBUTES.findall(tag):
            if name.lower() in _LINKING and (link := value.strip("\"' ")):
                yield link


def text(value: object) -> str:
    """A value as text in markup: escaped, and without characters that are not seen or turn the line."""
    told = str(value)
    return escape(
        told if told.isprintable() else "".join(c if _seen(c) else "\ufffd" for c in told)
    )


def _seen(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def _policy(style: str, script: str) -> str:
    parts = ["default-src 'none'", "img-src data:", f"style-src {_hash(style)}"]
    parts += [f"script-src {_hash(script)}"] if script else []
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
