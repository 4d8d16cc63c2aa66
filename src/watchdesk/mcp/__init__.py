"""Tools for assistants over the Model Context Protocol. Reads only; it holds no logic: it asks
``answers``."""
