"""Where things lie as seen from a page."""

from sphinx.application import Sphinx


def to_site(app: Sphinx, docname: str) -> str:
    """The way from a page up to the site's top, where figures, data and workings lie: `""`, `../` or more."""
    return "../" * docname.count("/") + str(app.config.copub_assets)
