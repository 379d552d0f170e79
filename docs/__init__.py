"""Documentation, written and generated. Written pages are Markdown; generate/ makes reference/ from the code."""
