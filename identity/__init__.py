"""Identity: tokens, vault, reveal, erase, audit, accounts. The only place where a name exists."""
