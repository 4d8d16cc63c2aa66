"""What many articles say together: claims, expectations, contradictions."""

from watchdesk.ledger.claims import claims
from watchdesk.ledger.contradictions import contradictions
from watchdesk.ledger.expectations import expectations

__all__ = ["claims", "contradictions", "expectations"]
