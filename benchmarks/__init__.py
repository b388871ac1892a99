"""Measurements of this project beside its peers or physical limits, in the same run."""
