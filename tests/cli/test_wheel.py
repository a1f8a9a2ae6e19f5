"""The wheel holds all that the program needs beside its packages: catalogues, front-end files, and no tests."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from plenum.cli.messages import catalogues, compile_messages
from plenum.cli.vendor import LIST

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    compile_messages()
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_every_catalogue_is_there_compiled(names: set[str]) -> None:
    compiled = {str(po.with_suffix(".mo").relative_to(ROOT)) for po in catalogues()}
    assert {name for name in names if name.endswith(".mo")} == compiled


def test_every_front_end_file_is_there(names: set[str]) -> None:
    wanted = {f"plenum/web/static/vendor/{target}" for target in json.loads(LIST.read_text()).values()}
    assert wanted - names == set()


def test_nothing_but_the_product_is_there(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"plenum", "plenum-0.1.0.dist-info"}


def test_the_program_is_named(names: set[str]) -> None:
    assert "plenum-0.1.0.dist-info/entry_points.txt" in names
