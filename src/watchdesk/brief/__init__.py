"""Select, compose, gate, render."""
