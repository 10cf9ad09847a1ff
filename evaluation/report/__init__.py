"""Reports: JSON for machines, one HTML file for people, Markdown for pull requests."""
