"""A Kafka for one machine."""
