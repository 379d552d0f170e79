"""The door of Kafka: topics, producers, and the worker that takes messages to the room."""
