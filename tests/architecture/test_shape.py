"""The shape of the house: what `docs/architecture.md` says of every file, checked in every file."""

import ast
import re

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import (
    PACKAGE,
    called_names,
    imported_modules,
    module_name,
    public_functions,
    python_files,
)

#: Domains whose writes are acts of people. `audit`, `live`, `search` know no domain: their writes are part of an act.
ACTING = ("files", "directory", "documents", "conferences")
#: Lower first; a foreign key may point to its own layer or below.
LAYERS = (
    ("core", "contenttypes", "auth", "sessions"),
    ("files", "search", "live", "audit"),
    ("directory",),
    ("documents",),
    ("conferences",),
)
MANAGER_CALLS = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "save", "raw", "execute"}
#: Functions of an ``actions`` folder that are not acts of a person, each with its reason.
NOT_ACTS = {
    "plenum.directory.actions.principals": "names a principal when it is first needed; grants nothing",
}


def layer_of(label: str) -> int:
    return next(number for number, labels in enumerate(LAYERS) if label in labels)


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("plenum.")]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_to_the_same_layer_or_below(model: type[models.Model]) -> None:
    upward = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and layer_of(field.related_model._meta.app_label) > layer_of(model._meta.app_label)
    ]
    assert upward == []


def test_django_http_is_known_to_web_and_live_only() -> None:
    knowing = {
        module_name(path)
        for path in python_files()
        if any(module == "django.http" or module.startswith("django.http.") for module in imported_modules(path))
    }
    assert {name for name in knowing if not name.startswith(("plenum.web", "plenum.live"))} == set()


def test_pages_and_commands_never_touch_the_orm() -> None:
    # The demo makes a province from nothing, in bulk: it is a maker of data, not a page.
    touching = {
        f"{module_name(path)}: {node.attr}"
        for path in python_files("web", "cli")
        if "demo" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and (node.attr == "objects" or node.attr in MANAGER_CALLS - {"save", "execute"})
    }
    assert touching == set()


def actions() -> dict[str, tuple[str, ast.FunctionDef]]:
    """Every public function of the ``actions`` of the acting domains, by its full name."""
    return {
        f"{module}.{function.name}": (module, function)
        for path in python_files(*ACTING)
        if ".actions" in (module := module_name(path)) and module not in NOT_ACTS
        for function in public_functions(path)
        if isinstance(function, ast.FunctionDef)
    }


ACTIONS = list(actions().items())


@pytest.mark.parametrize(("name", "action"), ACTIONS, ids=[name for name, _ in ACTIONS])
def test_an_action_has_a_transaction_an_actor_a_time_and_an_audit_line(
    name: str, action: tuple[str, ast.FunctionDef]
) -> None:
    _module, function = action
    keywords = {argument.arg for argument in function.args.kwonlyargs}
    shape = {
        "transaction": any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list),
        "keyword-only": not function.args.args,
        "by": "by" in keywords,
        "at": "at" in keywords,
        "docstring": ast.get_docstring(function) is not None,
    }
    assert shape == dict.fromkeys(shape, True)


@pytest.mark.parametrize("module", sorted({module for module, _ in (action for _, action in ACTIONS)}))
def test_a_module_of_actions_writes_audit_lines(module: str) -> None:
    path = PACKAGE.parent / (module.replace(".", "/") + ".py")
    path = path if path.exists() else path.with_suffix("") / "__init__.py"
    assert "record" in called_names(ast.parse(path.read_text(encoding="utf-8")))


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_words = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
    assert [module_name(path) for path in python_files() if path.stem in empty_words] == []


def test_files_stay_short_enough_to_read() -> None:
    long = {
        module_name(path): lines
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_the_constraints_of_the_database_are_named_as_sentences() -> None:
    names = [constraint.name for model in own_models() for constraint in model._meta.constraints]
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z0-9]+){2,}", name)] == []
