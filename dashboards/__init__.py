"""Marts to people: the web pages that show every figure and open it down to its events. Computes nothing."""
