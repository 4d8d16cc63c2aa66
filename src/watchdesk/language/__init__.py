"""Text to tokens, sentences and names."""
