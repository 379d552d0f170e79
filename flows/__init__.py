"""The clock and the front door: ingest, build, check, publish, verify, and the command line. Calls; never computes."""
