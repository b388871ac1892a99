"""What an entry of a ledger is: the leaf in the tree, the body beside it, and what may be sealed."""
