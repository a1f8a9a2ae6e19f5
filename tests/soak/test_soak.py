"""The soak itself: what it makes is broken and varied, what it says of a folder is true, and trouble is told."""

import os
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from tests.papers import many_pages_pdf, party_document_pdf, state_letter_docx
from tests.soak.files import Report, _judge_all, _left_on_disk, files_below
from tests.soak.make import ANY, BY_EXTENSION, GOOD, broken_files, good
from tests.soak.worker import Told, Worker, below, lives

#: Seconds in which a file of these tests is judged on any machine.
PATIENCE = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tệp lạ"
    made.mkdir()
    for name, data in broken_files(10, 7):
        (made / name).write_bytes(data)
    (made / "lớp" / "dưới").mkdir(parents=True)
    (made / "lớp" / "dưới" / "tốt.pdf").write_bytes(many_pages_pdf(1))
    (made / "dấu.docx").write_bytes(state_letter_docx(mark="MẬT"))
    Path(os.fsdecode(os.fsencode(made) + b"/a\xff.pdf")).write_bytes(many_pages_pdf(1))
    os.mkfifo(made / "ống.pdf")
    (made / "vòng").symlink_to(".")
    return made


@pytest.mark.django_db(transaction=True)
@pytest.mark.feature("S4", "S6")
def test_every_file_below_a_folder_has_a_verdict_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    report, paths = Report(), sorted(files_below(folder))
    data = tmp_path / "data"
    data.mkdir()
    interrupted = _judge_all(paths, report, PATIENCE, data, str(connection.settings_dict["NAME"]))
    told = {Path(one.file).name: (one.verdict, one.code) for one in report.files}
    assert (interrupted, len(told), report.counted()) == (False, 13, {})
    assert told["tốt.pdf"] == ("accepted", "")
    assert (told["dấu.docx"], told["a\\xff.pdf"]) == (("refused", "secrecy_mark"), ("refused", "name_unsafe"))
    judged = [one for one in report.files if one.code != "name_unsafe"]
    assert all(one.memory_mb > 10 and one.seconds > 0 and len(one.sha256) == 64 for one in judged)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_takes_too_long_or_a_worker_that_dies_is_told_and_the_next_is_judged(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(party_document_pdf())
    worker = Worker(tmp_path / "data", str(connection.settings_dict["NAME"]), 0.0)
    hung = worker.judge(tmp_path / "a.pdf")
    worker.patience = PATIENCE
    worker.process.kill()
    died, judged = worker.judge(tmp_path / "a.pdf"), worker.judge(tmp_path / "a.pdf")
    processes = [worker.pid, *below(worker.pid)]
    worker.end(at_once=False)
    assert [one.trouble for one in (hung, died)] == [
        ["hang: no verdict after 0 s"],
        ["crash: the worker ended with -9"],
    ]
    assert (judged.verdict, len(processes) > 2, [pid for pid in processes if lives(pid)]) == ("accepted", True, [])


def test_trouble_is_counted_by_its_kind_and_what_lies_about_is_named(tmp_path: Path) -> None:
    report = Report([Told("a", trouble=["crash: x", "leftover: y"]), Told("b", trouble=["hang: z"])], ["leftover: w"])
    summary = report.summary(3, 1.0)
    assert [summary[kind] for kind in ("crashes", "hangs", "leftovers")] == [1, 1, 2]
    for name in ("kept", "lost"):
        (tmp_path / name).write_bytes(b"x")
    assert _left_on_disk(tmp_path, {"kept"}) == ["leftover: lost"]


@pytest.mark.parametrize("extension", sorted(BY_EXTENSION))
def test_each_way_of_breaking_changes_such_a_file_and_bears_what_was_broken_before(extension: str) -> None:
    whole = [good(kind) for kind in sorted(GOOD) if kind.endswith(f".{extension}")]
    for act in (*ANY, *BY_EXTENSION[extension]):
        assert any(act(data, Random(number)) != data for data in whole for number in range(30)), act.__name__
        assert all(isinstance(act(data, Random(1)), bytes) for data in (b"", b"x", whole[0][:50], whole[-1][9:]))


def test_the_same_seed_breaks_in_the_same_way() -> None:
    one, other, third = ([name for name, _data in broken_files(40, seed)] for seed in (5, 5, 6))
    assert (one == other, one == third, len(set(one))) == (True, False, 40)
