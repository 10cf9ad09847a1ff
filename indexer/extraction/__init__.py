"""Raw text, Markdown and HTML to the words of an article and what is known about it.

Nothing here opens files or the network, and nothing in an article is ever followed or run.
"""
