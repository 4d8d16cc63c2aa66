"""Two captures side by side, as text, HTML or JSON."""

from watchdesk.compared.forms import Form, of_many, of_two
from watchdesk.compared.text import Paint, plain

__all__ = ["Form", "Paint", "of_many", "of_two", "plain"]
