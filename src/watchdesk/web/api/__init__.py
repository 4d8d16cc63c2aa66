"""The JSON API: OpenAPI 3.1, paged, with entity tags. Reads only; its schemas are our records."""
