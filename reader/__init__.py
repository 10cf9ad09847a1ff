"""A small extractive reader: its data, its training, its export and its measurement.

The service only runs the exported file; this package is what makes that file.
Only `reader.model` and `reader.training` import torch.
"""
