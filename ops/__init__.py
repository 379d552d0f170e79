"""How the services around the ledger are run: Kafka from the official jars or images."""
