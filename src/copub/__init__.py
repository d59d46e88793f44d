"""copub: an open, bilingual, recomputable report on who does research with whom."""

import os

# Nothing here multiplies matrices. OpenBLAS's threads for that, one a core, would turn idly for a tenth of a second in every process.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
