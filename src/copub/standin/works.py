"""The works of a folder in the layout of OpenAlex's snapshot, as a table that filters and groups can ask."""

from pathlib import Path

import duckdb

from copub.errors import CopubError

TABLE = """
CREATE TABLE works AS
WITH records AS (
    SELECT json AS record FROM read_ndjson_objects('{files}')
), read AS (
    SELECT record,
        record->>'$.id' AS id,
        (record->>'$.publication_year')::INTEGER AS publication_year,
        (record->>'$.publication_date')::DATE AS publication_date,
        record->>'$.type' AS type,
        record->>'$.primary_location.source.type' AS source_type,
        coalesce((record->>'$.is_retracted')::BOOLEAN, false) AS is_retracted,
        coalesce((record->>'$.is_paratext')::BOOLEAN, false) AS is_paratext,
        coalesce((record->>'$.is_xpac')::BOOLEAN, false) AS is_xpac,
        (record->>'$.cited_by_count')::INTEGER AS cited_by_count,
        record->>'$.primary_topic.field.id' AS field,
        record->>'$.primary_topic.field.display_name' AS field_name,
        list_sort(list_distinct(record->>'$.authorships[*].countries[*]')) AS countries,
        json_array_length(record, '$.authorships')::INTEGER AS authors_count
    FROM records
)
SELECT *, len(countries)::INTEGER AS countries_distinct_count FROM read ORDER BY id
"""


def open_works(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the table `works`, a row a work, sorted by `id`; `record` is the work as OpenAlex would give it.

    Raises CopubError for a folder without works.
    """
    files = folder / "works" / "*" / "*.gz"
    if not list(folder.glob("works/*/*.gz")):
        raise CopubError(
            "no works in OpenAlex's layout here", where=str(folder), do="make them with `copub demo --to NAME`"
        )
    # Questions are small; threads would cost more than they save.
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(TABLE.format(files=str(files).replace("'", "''")))
    return connection
