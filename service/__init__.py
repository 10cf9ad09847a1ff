"""Questions in, cited answers out: HTTP in ``service.api``, the rest in ``service.answering``."""
