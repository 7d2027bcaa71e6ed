"""Whether what a package hangs on still is what lies there."""

from commonweal.app.node import Node
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.offers import lying
from commonweal.model.collaboration import Collaboration
from commonweal.model.winwin import Package
from commonweal.winwin.basis import basis


def current(node: Node, found: Collaboration, package: Package) -> bool:
    """True if figures, structure, sectors and tracks that are done are those of the package.

    One taken over from another collaboration never is: it is to be computed anew. Private limits
    are left out, or it would tell that one was changed. Raises NotYet while nothing lies there.
    """
    table, now = lying(node, found.id), circumstance(node, found)
    if package.taken_from:
        return False
    if not package.basis:
        return package.offers_version == table.version
    return package.basis == basis(table.record, now)
