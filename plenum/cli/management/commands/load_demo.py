"""``manage load_demo``: the invented province, into an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from plenum.cli.loading import SCALE, load_demo


class Command(BaseCommand):
    help = "Load the invented province into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=SCALE, help="how many people the province has")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_demo(scale=options["scale"])
        self.stdout.write("The province is loaded." if loaded else "There is data already; nothing was loaded.")
