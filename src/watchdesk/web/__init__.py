"""The desk's pages, feeds and API on one server. It holds no logic: it asks ``answers``."""
