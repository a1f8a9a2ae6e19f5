"""Writes ``docs/conformance.md``: every capability of ``docs/features.toml`` with the tests that prove it.

``python -m tests.conformance`` writes the page; `tests/architecture/test_conformance.py` compares it.
"""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "conformance.md"


def features() -> dict[str, dict[str, str]]:
    """``groups`` and ``features`` of the list, each id → words."""
    return tomllib.loads((ROOT / "docs" / "features.toml").read_text(encoding="utf-8"))


def marked_tests() -> Iterator[tuple[str, str]]:
    """Pairs of feature id and test (``tests/documents/test_x.py::test_y``), from ``@pytest.mark.feature("…")``."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        marks_of_module = [
            mark
            for node in module.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
            for mark in _marks(node.value)
        ]
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                own = [mark for decorator in node.decorator_list for mark in _marks(decorator)]
                for mark in {*own, *marks_of_module}:
                    yield mark, f"{path.relative_to(ROOT)}::{node.name}"


def _marks(node: ast.expr) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.feature":
            yield from (str(argument.value) for argument in call.args if isinstance(argument, ast.Constant))


def page() -> str:
    """The whole page as Markdown."""
    known = features()
    tests: dict[str, list[str]] = defaultdict(list)
    for feature, test in marked_tests():
        tests[feature].append(test)
    lines = [
        "# Conformance",
        "",
        "Made by `./run conformance` from `docs/features.toml` and the feature marks of the tests. A capability with",
        "tests is proved only as far as those tests go; one without is not yet built.",
    ]
    for group, title in known["groups"].items():
        lines += ["", f"## {group} · {title}", "", "| id | capability | proved by |", "|---|---|---|"]
        for feature, what in known["features"].items():
            if feature.rstrip("0123456789") == group:
                lines.append(f"| {feature} | {what} | {_proof(sorted(tests[feature]))} |")
    return "\n".join(lines) + "\n"


def _proof(tests: list[str]) -> str:
    files: dict[str, int] = defaultdict(int)
    for test in tests:
        files[test.split("::")[0]] += 1
    return "<br>".join(f"`{file}` ({count})" for file, count in files.items()) or "not yet"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
