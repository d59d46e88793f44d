"""Numbers in English and Chinese prose: read with place, kind and exact value, and compared between two texts."""

from copub.audit.numerals.quantity import Quantity
from copub.audit.numerals.reading import read

__all__ = ["Quantity", "read"]
