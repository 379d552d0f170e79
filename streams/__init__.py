"""What happened, said once and never changed: events, doors, gates and the log."""
