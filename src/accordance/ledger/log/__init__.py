"""The transparency log, pure: the tree of RFC 6962, its proofs, and the C2SP forms of both."""
