"""Spark, started and stopped: quiet, without a web page, its scratch files in one folder that goes with it."""

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from copub.errors import CopubError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
LOOPBACK = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


@contextmanager
def started(master: str, scratch: Path, memory: str = "") -> Iterator["SparkSession"]:
    """A session on `master`, such as `local[4]` or `spark://host:7077`, for the length of the block.

    `scratch` is a folder for what Spark must put down, and for its `log`; it is removed at the end. `memory`, such as `4GB`, is the
    heap of the driver and of each worker. On one machine Spark listens on the loopback address alone; the driver of a cluster listens
    where Spark's own settings say, for the workers must reach it.

    Raises CopubError where pyspark or Java is missing, or where Spark does not start.
    """
    scratch = scratch.resolve()
    shutil.rmtree(scratch, ignore_errors=True)
    (scratch / "tmp").mkdir(parents=True)
    log = scratch / "log"
    try:
        with _errors_to(log):
            session = _start(master, scratch, memory, log)
        try:
            yield session
        finally:
            session.stop()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _start(master: str, scratch: Path, memory: str, log: Path) -> "SparkSession":
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise CopubError(
            "Spark needs Java, and none was found",
            where="JAVA_HOME and PATH",
            do="install Java 17 or newer, or leave --engine out: DuckDB needs none",
        )
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise CopubError(
            f"Spark is not installed: {error}",
            where=sys.prefix,
            do='run `pip install -e ".[spark]"` in the project\'s folder, or leave --engine out',
        ) from error
    # Java writes 2g where DuckDB writes 2GB.
    heap = memory.replace(" ", "").lower().removesuffix("b").removesuffix("i")
    builder = SparkSession.builder.appName("copub").master(master)
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(scratch),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.driver.extraJavaOptions": f'"-Djava.io.tmpdir={scratch / "tmp"}" -XX:-UsePerfData',
        **(LOOPBACK if master.startswith("local") else {}),
        **({"spark.driver.memory": heap, "spark.executor.memory": heap} if heap else {}),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        said = log.read_text(encoding="utf-8", errors="replace") + str(error)
        raise CopubError(
            f"Spark did not start: {_reason(said) or error}",
            where=f"--master {master}",
            do="check the master's address, that `java -version` says 17 or newer, and --memory",
        ) from error


def _reason(said: str) -> str:
    """The first three lines that say what is wrong, each once, among Spark's warnings and the frames of its stacks."""
    wrong = [
        line.lstrip(": ") for line in said.splitlines() if re.search(r"ERROR|Exception:|Error:|Invalid|No such", line)
    ]
    return "; ".join(list(dict.fromkeys(wrong))[:3])


@contextmanager
def _errors_to(log: Path) -> Iterator[None]:
    """What this process and the programs it starts would write to stderr goes to a file.

    Java inherits stderr when it starts and keeps it, so Spark's warnings stay out of sight for good.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with log.open("wb") as file:
            os.dup2(file.fileno(), 2)
        with warnings.catch_warnings():
            # Spark warns that its pandas functions do not know pandas 3; none is used here.
            warnings.simplefilter("ignore")
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
