"""Who said what, through whom, how sure."""
