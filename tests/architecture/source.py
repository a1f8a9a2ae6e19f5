"""The source of the product, parsed: what the shape tests look at."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "plenum"


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file below the named folders of the package, or below all of it."""
    for folder in folders or ("",):
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            if "migrations" not in path.parts and "vendor" not in path.parts:
                yield path


def module_name(path: Path) -> str:
    return ".".join(("plenum", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def public_functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node


def called_names(function: ast.AST) -> set[str]:
    """The last part of every name that is called inside ``function``."""
    called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {call.attr if isinstance(call, ast.Attribute) else ast.unparse(call) for call in called}
