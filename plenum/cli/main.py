"""The `plenum` program: its verbs, and one clear sentence for what an operator has to put right."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from plenum.core.queues import QUICK, SLOW
from plenum.core.trouble import Trouble

PORT = 8000
#: Verbs that the program calls itself by.
PARTS = ("prepare", "web", "worker", "indexer")


def main(words: Sequence[str] | None = None) -> None:
    """Run one verb; ends the process with code 1 and one sentence when the surroundings do not allow it."""
    if sys.version_info < (3, 11):  # noqa: UP036 said in a sentence to whoever calls it by an older Python
        sys.exit("plenum: Plenum needs Python 3.11 or newer.")
    given = list(sys.argv[1:] if words is None else words)
    own, rest = _parted(given)
    options = parser().parse_args(own)
    options.words = rest
    try:
        _run(options)
    except Trouble as trouble:
        sys.exit(f"plenum: {trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(1)


def parser() -> argparse.ArgumentParser:
    """The verbs and their options, as ``plenum --help`` shows them."""
    top = argparse.ArgumentParser(prog="plenum", description="The digital office of a provincial committee.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    serve = _verb(verbs, "serve", "run everything on one machine until Ctrl-C")
    demo = _verb(verbs, "demo", "the same, with an invented province when the database is empty")
    for running in (serve, demo):
        running.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
        running.add_argument("--port", type=_port, default=PORT, help="the port to listen on (%(default)s)")
        running.add_argument("--workers", type=_workers, default=1, help="web processes (%(default)s)")
        running.set_defaults(scale=0, people_only=False)
    demo.add_argument("--scale", type=int, default=2000, help="how many people the province has (%(default)s)")
    demo.add_argument("--people-only", action="store_true", help="no papers and conferences")
    demo.add_argument("--load-only", action="store_true", help="load the province and end")
    _verb(verbs, "doctor", "look at every part and say how it is")
    gate = _verb(verbs, "gate", "say what the gate thinks of files; keeps nothing")
    gate.add_argument("files", nargs="+", type=Path, metavar="FILE")
    gate.add_argument("--json", action="store_true", help="a line of JSON for each file")
    verify = _verb(verbs, "verify", "say whether the record of acts and every stored file are as they were written")
    verify.add_argument("--repair", action="store_true", help="put files right from the second copy, and the copy too")
    _verb(verbs, "migrate", "bring the database to this version")
    _verb(verbs, "manage", "any management command of Django; what follows belongs to it")
    worker = _verb(verbs, "worker", "run jobs until Ctrl-C")
    worker.add_argument("--queues", default=",".join(QUICK + SLOW), help="whose jobs, by commas (%(default)s)")
    worker.add_argument("--concurrency", type=int, default=2, help="jobs at the same time (%(default)s)")
    _verb(verbs, "indexer", "keep the search index up to date until Ctrl-C")
    _verb(verbs, "version", "say which version this is")
    # What the supervisor starts; not for people, hence without a word of help.
    preparation = _verb(verbs, "prepare", None)
    preparation.add_argument("--demo", action="store_true")
    preparation.add_argument("--scale", type=int, default=2000)
    preparation.add_argument("--people-only", action="store_true")
    _verb(verbs, "web", None).add_argument("--socket", type=int, required=True)
    return top


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, told: str | None
) -> argparse.ArgumentParser:
    made = verbs.add_parser(name, help=told, description=told) if told else verbs.add_parser(name)
    default = os.environ.get("PLENUM_DATA", "data")
    made.add_argument("--data", type=_folder, default=_folder(default), help="the data folder (%(default)s)")
    return made


def _parted(given: list[str]) -> tuple[list[str], list[str]]:
    """Our own words, and those after ``manage`` (and its --data) that belong to Django, options and all."""
    if given[:1] != ["manage"]:
        return given, []
    end = 1
    while end < len(given) and given[end].startswith("--data"):
        end += 1 if "=" in given[end] else 2
    return given[:end], given[end:]


def _folder(text: str) -> Path:
    return Path(os.path.abspath(os.path.expanduser(text)))


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def _workers(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError("from 1 to 64")
    return number


def _run(options: argparse.Namespace) -> None:
    if options.verb == "version":
        print(version("plenum"))
    elif options.verb == "serve" or (options.verb == "demo" and not options.load_only):
        from plenum.cli.serve import serve

        serve(options, demo=options.verb == "demo")
    elif options.verb == "gate":
        from plenum.cli.gate import judge_files
        from plenum.cli.surroundings import SETTINGS

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        judge_files(options.files, as_json=options.json)
    else:
        from plenum.cli.surroundings import enter

        enter(options.data)
        _run_part(options) if options.verb in PARTS else _run_tool(options)


def _run_part(options: argparse.Namespace) -> None:
    """A part of the running program; ``DATABASE_URL`` is given by the supervisor, or by whoever runs it alone."""
    if options.verb == "prepare":
        from plenum.cli.prepare import prepare

        prepare(demo=options.demo, scale=options.scale, people_only=options.people_only)
    elif options.verb == "web":
        from plenum.cli.web import run_web

        run_web(options.socket)
    elif options.verb == "worker":
        words = [f"--queues={options.queues}", f"--concurrency={options.concurrency}", "--shutdown-graceful-timeout=5"]
        _command(options, "procrastinate", "worker", *words)
    else:
        _command(options, "indexer")


def _run_tool(options: argparse.Namespace) -> None:
    """A verb that looks or changes once and ends."""
    from plenum.cli.surroundings import database

    owner = options.verb in {"demo", "migrate", "manage"}
    with database(options.data, owner=owner):
        if options.verb == "demo":
            from plenum.cli.prepare import prepare

            prepare(demo=True, scale=options.scale, people_only=options.people_only)
        elif options.verb == "migrate":
            import django

            from plenum.cli.prepare import migrate

            django.setup()
            migrate()
        elif options.verb == "doctor":
            from plenum.cli.doctor import examine

            examine()
        else:
            words = ["verify", *(["--repair"] if options.verb == "verify" and options.repair else [])]
            _django(options.words if options.verb == "manage" else words)


def _command(options: argparse.Namespace, *words: str) -> None:
    from plenum.cli.surroundings import database

    with database(options.data):
        _django(words)


def _django(words: Sequence[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["plenum manage", *words])


if __name__ == "__main__":
    main()
