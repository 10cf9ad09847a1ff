"""Questions in, cited answers out: HTTP in ``service.api``, everything else in ``service.answering``."""
