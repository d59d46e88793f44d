"""OpenAlex files read to Arrow batches and counted: `python -m benchmarks.read_openalex RESULT PROCESSES FILE...`."""

import gc
import multiprocessing
import sys
from pathlib import Path

from copub.corpus.openalex.reader import read


def count(path: Path) -> tuple[int, int]:
    """Records and works of a file."""
    # As `copub ingest` reads: records are values without cycles.
    gc.disable()
    records = works = 0
    for batch in read(path):
        records, works = records + batch.records, works + len(batch.works)
    return records, works


def main() -> None:
    """Do what the command line says."""
    result, processes, paths = Path(sys.argv[1]), int(sys.argv[2]), [Path(path) for path in sys.argv[3:]]
    if processes == 1:
        counts = [count(path) for path in paths]
    else:
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            counts = pool.map(count, paths, chunksize=1)
    records, works = (sum(column) for column in zip(*counts, strict=True))
    result.write_text(f"{records} records, {works} works\n", encoding="utf-8")


if __name__ == "__main__":
    main()
