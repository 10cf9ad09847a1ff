"""The measured part of the quality page: tables and plots, made from the committed baselines."""
