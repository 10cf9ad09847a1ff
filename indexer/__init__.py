"""Articles in: sources, extraction, deduplication, chunking, and the pipeline that joins them."""
