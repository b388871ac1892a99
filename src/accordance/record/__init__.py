"""What was shown: entries, sources, gradings, and how record files are read and written."""
