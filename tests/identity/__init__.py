"""The identity package: real files, real processes, real crypto."""
