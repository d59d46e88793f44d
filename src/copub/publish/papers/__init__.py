"""The papers of a site for reviewers: an RO-Crate of what it holds, a CODECHECK manifest of its outputs, PROV of its facts.

They describe the finished site in place and copy nothing. They hold no clock time: the same commit gives the same papers.
"""

from pathlib import Path

from copub.publish.papers.built import Built
from copub.publish.papers.codecheck import codecheck
from copub.publish.papers.crate import crate
from copub.publish.papers.provenance import provenance

__all__ = ["write_papers"]


def write_papers(root: Path, run: Path, site: Path) -> None:
    """Write the three papers at the top of `site`, which has its manifest already."""
    built = Built(root, run, site)
    for name, paper in (
        ("ro-crate-metadata.json", crate),
        ("codecheck.yml", codecheck),
        ("provenance.json", provenance),
    ):
        (site / name).write_text(paper(built), encoding="utf-8")
