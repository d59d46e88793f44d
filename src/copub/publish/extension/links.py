"""Where things lie as seen from a page."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole


def to_site(app: Sphinx, docname: str) -> str:
    """The way from a page up to the site's top, where figures, data and workings lie: `""`, `../` or more."""
    return "../" * docname.count("/") + str(app.config.copub_assets)


class SiteRole(SphinxRole):
    """A link to a file of the site by its path from the top, such as {site}`manifest.json`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The path as it is written, leading to the file."""
        address = to_site(self.env.app, self.env.docname) + self.text
        return [nodes.reference("", "", nodes.literal(text=self.text), refuri=address)], []
