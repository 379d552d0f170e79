"""Generated reference pages: `python -m docs.generate` writes them, `--check` fails if one is out of date."""
