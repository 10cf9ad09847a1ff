"""The chat widget and the web page: files that the service sends to browsers."""
