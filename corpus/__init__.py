"""What an article is and where it is kept: catalogue, vectors and keywords."""
