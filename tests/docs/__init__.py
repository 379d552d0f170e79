"""The pages are held to the truth."""
