"""One table made in one way, as a process of its own: `python -m benchmarks.one_table WAY JOB RESULT`.

It is written sorted, with twelve digits, as the report writes its tables: the order of summing is no difference.
"""

import importlib
import sys

way, job, result = sys.argv[1:]
table = getattr(importlib.import_module(f"benchmarks.{way}"), job)()
table = table.sort_values([column for column in ("unit", "partner", "field", "year") if column in table])
table.to_csv(result, index=False, float_format="%.12g", lineterminator="\n")
