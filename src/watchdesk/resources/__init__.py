"""Tables that ship, each with its card."""
