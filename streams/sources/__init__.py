"""Readers that turn an outside system's file into batches of raw events, and the mappings that describe them."""
