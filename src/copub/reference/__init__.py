"""Countries, blocs, regions and fields: the same words and lists for every source and every view.

The tables lie in `data/reference/`; this room only looks things up in them. Codes are ISO 3166-1 alpha-2 where one exists.
Namibia's code is `NA`, so a table holding codes is always read with `keep_default_na=False` (as `read_table` does).
"""

from copub.reference.membership import members
from copub.reference.names import code_of
from copub.reference.tables import aliases, countries, fields, memberships, read_table, units

__all__ = ["aliases", "code_of", "countries", "fields", "members", "memberships", "read_table", "units"]
