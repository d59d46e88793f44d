"""Countries, blocs, regions and fields: the same words and lists for every source and every view.

The tables lie in `data/reference/`; this room only looks things up in them. Codes are ISO 3166-1 alpha-2 where one
exists. Namibia's code is `NA`: read a table that holds codes with `keep_default_na=False`, as `read_table` does.
"""

from copub.reference.membership import members
from copub.reference.membership_table import membership_table
from copub.reference.names import code_of
from copub.reference.tables import aliases, countries, fields, memberships, read_table, units

__all__ = ["aliases", "code_of", "countries", "fields", "members", "membership_table", "memberships", "read_table", "units"]
