"""A synthetic province whose truth is known: the files that its source systems would send, and the right figures."""
