"""copub: an open, bilingual, recomputable report on who does research with whom."""

__version__ = "0.1.0"
