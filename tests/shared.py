"""The real files gathered for building and testing, which are not part of the project: beside it, or where COPUB_SHARED says."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("COPUB_SHARED") or ROOT.parent / "shared")
REAL = SHARED / "data" / "real"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the shared originals are not beside the project")
