"""Bulletins: the marts of one month become an issue, a folder of official documents that stands for ever."""
