"""A built book of an invented corpus beside the answers that were written down while its works were drawn."""

import json
from pathlib import Path

import pytest


def facts_of(project: Path) -> dict:
    """Every fact of the site that was built in `project`."""
    return {
        f"{path.stem}.{fact['name']}": fact["value"]
        for path in (project / "_build" / "site" / "facts").glob("*.json")
        for fact in json.loads(path.read_text(encoding="utf-8"))
    }


def truth_of(project: Path) -> dict:
    """The true answers of the demo named `demo`."""
    return json.loads((project / "_build" / "demo" / "demo" / "truth.json").read_text(encoding="utf-8"))


def assert_quoted(facts: dict, truth: dict) -> None:
    """The book's counts of China, the EU-27 and the two together are the planted ones."""
    china, union, pair = truth["units"]["CN 2022"], truth["units"]["EU27 2022"], truth["pairs"]["EU27 CN 2022"]
    assert facts["china.total_last"] == china["works"]
    assert facts["china.international_last"] == china["international"]
    assert facts["collaboration-profiles.cn_bilateral"] == china["bilateral"] / china["international"]
    assert facts["global-output.eu_last"] == union["works"]
    assert facts["global-output.eu_outside_last"] == pytest.approx(union["international"] / union["works"])
    assert facts["three-blocs.cn_eu_low_last"] == facts["three-blocs.cn_eu_high_last"] == pair["works"]
