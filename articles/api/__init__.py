"""The read-only API: ``/api/v1/``."""
