"""Chart specifications as plain dictionaries, their drawings, and the page of a replay."""
