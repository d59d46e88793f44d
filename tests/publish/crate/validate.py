"""Validate the RO-Crate in a folder without a network, and print what fails as JSON.

Runs in an environment of its own, with the requirements beside it: python validate.py FOLDER
"""

import json
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from requests_cache import CachedResponse, CachedSession
from requests_cache.models import CachedRequest
from rocrate_validator.models import Severity, ValidationSettings
from rocrate_validator.services import validate

CONTEXT = "https://w3id.org/ro/crate/1.1/context"


def failing(crate: Path, cache: Path) -> list[dict[str, str]]:
    """Every requirement and recommendation of the Process Run Crate, and of RO-Crate beneath it, that does not hold."""
    _shelve_context(cache)
    settings = ValidationSettings(
        rocrate_uri=str(crate),
        profile_identifier="process-run-crate",
        requirement_severity=Severity.RECOMMENDED,
        cache_path=str(cache),
        offline=True,
    )
    return [
        {"severity": issue.severity.name, "message": str(issue.message), "entity": str(issue.violatingEntity)}
        for issue in validate(settings).get_issues()
    ]


def _shelve_context(cache: Path) -> None:
    """Put the context that the crate names where the validator looks before it asks the network, which it may not."""
    session = CachedSession(str(cache), backend="sqlite", expire_after=-1)
    response = CachedResponse(
        content=(files("rocrate") / "data" / "ro-crate.jsonld").read_bytes(),
        status_code=200,
        url=CONTEXT,
        headers={"Content-Type": "application/ld+json"},
        request=CachedRequest(method="GET", url=CONTEXT),
    )
    session.cache.save_response(response)
    session.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(failing(Path(sys.argv[1]), Path(folder) / "cache")))
