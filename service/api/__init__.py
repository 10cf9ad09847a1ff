"""The HTTP interface: requests in, answers and problems out. Nothing here decides an answer."""
