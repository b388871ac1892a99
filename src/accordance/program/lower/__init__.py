"""From the tree of an accord to the tables of its program, one file for each layer of a day."""
