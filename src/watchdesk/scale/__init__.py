"""Reading captures elsewhere: in other processes, or on other machines, with the same result."""

from watchdesk.scale.cluster import Cluster
from watchdesk.scale.executor import Executor, Here, Read, reads
from watchdesk.scale.pool import Pool, cores
from watchdesk.scale.work import Order, Result

__all__ = ["Cluster", "Executor", "Here", "Order", "Pool", "Read", "Result", "cores", "reads"]
