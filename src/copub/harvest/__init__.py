"""A report from OpenAlex's API: the calls that an edition needs, their answers kept as they came, and the tables that follow.

What a call is: `calls`; which are needed: `plan`; how they are asked: `client`; where answers lie: `storage`; what becomes of
them: `derive`.
"""

from copub.harvest.client import ADDRESS, Client
from copub.harvest.derive import write_tables
from copub.harvest.key import find_key
from copub.harvest.run import cost, harvest, unanswered
from copub.harvest.scope import Scope, scope_of
from copub.harvest.storage import begin, folder_of

__all__ = [
    "ADDRESS",
    "Client",
    "Scope",
    "begin",
    "cost",
    "find_key",
    "folder_of",
    "harvest",
    "scope_of",
    "unanswered",
    "write_tables",
]
