"""The HTTP door: POST /events for systems that push, GET /receipts for what became of it."""
