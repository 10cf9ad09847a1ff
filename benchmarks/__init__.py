"""How fast Dateline is against the parts it is made of; `python -m benchmarks` measures it."""
