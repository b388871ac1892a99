"""What was promised: the types of an accord and how they are read."""
