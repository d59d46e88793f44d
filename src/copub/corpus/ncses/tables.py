"""The NCSES tables, from their originals to `data/open/`."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from copub.corpus.datapackage import Origin, describe, update
from copub.corpus.importing import Imported, Written, write
from copub.corpus.ncses.checks import check_against_output
from copub.corpus.ncses.matrices import relative_citation, topic_affinity, topic_pairs
from copub.corpus.ncses.originals import HERE, Original, listings, read_original
from copub.corpus.ncses.output import output
from copub.corpus.ncses.pairs import pairs
from copub.corpus.ncses.partners import us_partners
from copub.corpus.ncses.series import fractional_counts, top_one_percent, whole_counts
from copub.corpus.ncses.topics import topics

IMPORTERS: dict[str, Callable[[list[Original]], Imported]] = {
    "ncses_output": output,
    "ncses_whole_counts": whole_counts,
    "ncses_fractional_counts": fractional_counts,
    "ncses_pairs": pairs,
    "ncses_us_partners": us_partners,
    "ncses_relative_citation": relative_citation,
    "ncses_top1": top_one_percent,
    "ncses_topics": topics,
    "ncses_topic_pairs": topic_pairs,
    "ncses_topic_affinity": topic_affinity,
}


def import_tables(source_folder: Path, out: Path) -> list[Written]:
    """Write every NCSES table and its description to `out` from `source_folder`, which holds `<id>/data.csv.gz`.

    Raises CopubError, and writes nothing, when an original is missing, damaged or no longer says what it said.
    """
    imported = {
        name: importer([read_original(source_folder, listing) for listing in listings() if listing.resource == name])
        for name, importer in IMPORTERS.items()
    }
    compared = check_against_output(
        imported["ncses_output"].frame, imported["ncses_whole_counts"].frame, imported["ncses_pairs"].frame
    )
    for name, rows in compared.items():
        imported[name] = replace(imported[name], counts={"rows_equal_to_ncses_output": rows})
    written = [write(table, out) for table in imported.values()]
    origins = {listing.table: Origin(listing.number, listing.release, listing.title) for listing in listings()}
    update(out, describe(HERE / "resources.yml", written, origins))
    return written
