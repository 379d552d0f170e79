"""The event contract: one module per source family, one frozen record per event and version."""
