"""An invented corpus whose true answers are known: for tests, benchmarks and the tutorial. Nothing in it exists.

Identifiers begin with W9 (OpenAlex) and WOS:9 (Web of Science), titles say "Invented work", authors are numbered. How many works
a country has and how many of them are international follows the public tables, so that figures look like themselves.
"""

from copub.demo.run import make_demo

__all__ = ["make_demo"]
