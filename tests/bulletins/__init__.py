"""Tests of the bulletins, over a small real warehouse file filled by hand."""
