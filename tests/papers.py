"""What holds for the papers of any site: they name what is there and all of it, validate, and read back as what the run says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from prov.model import ProvDocument, ProvEntity

from copub.facts import edition_facts, load_facts
from copub.publish.files import sha256
from miniature import ROOT

VALIDATOR = Path(sys.prefix) / "crate" / "bin" / "python"
# What a crate should say and a reproducible build without a public address cannot: where the project lives on the web, who ran the
# notebooks, and when.
UNKNOWN = {
    "The Application SHOULD have a url",
    "The SoftwareApplication id SHOULD be an absolute URI",
    "The organization SHOULD have a URL.",
    "The `publisher` property of a `Root Data Entity` SHOULD be an `Organization`",
    "The Action SHOULD have an agent that is a Person or Organization",
    "The Action SHOULD have an endTime in ISO 8601 format",
}


def outputs(site: Path) -> set[str]:
    """Every figure, table and file of facts of a site."""
    folders = [site / name for name in ("figures", "data", "facts", "tables")]
    return {path.relative_to(site).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()}


def graph(site: Path) -> dict[str, dict[str, Any]]:
    """The entities of a crate by id."""
    content = json.loads((site / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return {entity["@id"]: entity for entity in content["@graph"]}


def ids(value: Any) -> list[str]:
    """The ids that a property refers to."""
    return [one["@id"] for one in (value if isinstance(value, list) else [value])]


def failing(site: Path) -> list[dict[str, str]]:
    """What the validator says against a crate."""
    if not VALIDATOR.is_file():
        pytest.skip("the environment of the RO-Crate validator is not set up: `make test` does so")
    program = ROOT / "tests" / "publish" / "crate" / "validate.py"
    done = subprocess.run([VALIDATOR, program, site], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout.splitlines()[-1]))


def check_crate(site: Path) -> None:
    entities = graph(site)
    described = {name for name, entity in entities.items() if "File" in entity["@type"]}
    assert {name for name in described if not (site / name).is_file()} == set()
    assert outputs(site) <= described
    for name in described:
        assert entities[name]["sha256"] == sha256(site / name)
        assert int(entities[name]["contentSize"]) == (site / name).stat().st_size


def check_actions(site: Path, sections: dict[str, Any]) -> None:
    entities = graph(site)
    assert {name for name, entity in entities.items() if entity["@type"] == "CreateAction"} == {
        f"#run-{slug}" for slug in sections
    }
    for slug, taken in sections.items():
        run = entities[f"#run-{slug}"]
        assert run["instrument"] == {"@id": f"workings/{slug}.html"}
        assert f"facts/{slug}.json" in ids(run["result"])
        assert {f"#parameter-{name}" for name in taken} <= set(ids(run["object"]))


def check_codecheck(site: Path) -> None:
    text = (site / "codecheck.yml").read_text(encoding="utf-8")
    assert text.startswith("---\n")
    content = yaml.safe_load(text)
    assert content["version"] == "https://codecheck.org.uk/spec/config/1.0/"
    assert content["paper"]["title"]
    assert all(author["name"] for author in content["paper"]["authors"])
    listed = [entry["file"] for entry in content["manifest"]]
    assert all(
        (site / file).is_file() and not Path(file).is_absolute() and ".." not in Path(file).parts for file in listed
    )
    assert all(entry["comment"].strip() for entry in content["manifest"])
    repeated = {file for file in outputs(site) if file.endswith((".dark.svg", ".narrow.svg"))}
    assert sorted(listed) == sorted(file for file in outputs(site) - repeated if not file.startswith("tables/"))


def check_provenance(site: Path, run: Path) -> None:
    made = ProvDocument.deserialize(site / "provenance.json")
    entities = {
        entity.identifier.localpart: entity
        for entity in made.get_records(ProvEntity)
        if entity.identifier.namespace.prefix == "fact"
    }
    parameters = json.loads((run / "edition.json").read_text(encoding="utf-8"))["parameters"]
    facts = load_facts(run) | edition_facts(parameters)
    assert entities.keys() == facts.keys()
    for slot, fact in facts.items():
        (value,) = entities[slot].value
        assert value == fact.value or json.loads(value) == fact.value
        assert entities[slot].get_attribute("schema:unitText") == {fact.unit}
    tables = [entity for entity in made.get_records(ProvEntity) if entity.identifier.localpart.startswith("tables/")]
    for table in tables:
        assert table.get_attribute("schema:sha256") == {sha256(site / table.identifier.localpart)}
