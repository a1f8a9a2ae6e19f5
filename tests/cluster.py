"""The PostgreSQL of a test run: that of `DATABASE_URL`, or an embedded cluster that lives as long as the run."""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from plenum.config.database import database_from_url
from plenum.core.postgres.cluster import SUPERUSER, Cluster

#: Tests ask whether the program is right, not whether the disk is; `tests/crash` has clusters of its own.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "300",
}


class RunCluster:
    """Started by the first process of a run; the workers of xdist find it in ``DATABASE_URL``."""

    def __init__(self) -> None:
        self.data: Path | None = None
        self.cluster: Cluster | None = None

    def start(self) -> None:
        """Start, and point the settings that Django has read by now at the cluster."""
        if os.environ.get("DATABASE_URL"):
            return
        self.data = Path(tempfile.mkdtemp(prefix="plenum-tests-"))
        self.cluster = Cluster(self.data, FAST)
        self.cluster.start()
        os.environ["DATABASE_URL"] = self.cluster.url(SUPERUSER)
        place = database_from_url(os.environ["DATABASE_URL"])
        settings.DATABASES["default"].update({**place, "CONN_MAX_AGE": settings.DATABASES["default"]["CONN_MAX_AGE"]})

    def stop(self) -> None:
        """Stop and leave nothing behind."""
        if self.cluster and self.data:
            self.cluster.stop()
            shutil.rmtree(self.data, ignore_errors=True)
            del os.environ["DATABASE_URL"]
