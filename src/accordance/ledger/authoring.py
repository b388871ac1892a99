"""Entries signed by the person who made them: for one ledger, over the commitment to the body."""

from __future__ import annotations

import msgspec

from accordance.ledger.drafts import Draft
from accordance.ledger.entries.bodies import new_salt
from accordance.ledger.entries.leaf import Author
from accordance.ledger.log.notes import Signer


def signed(draft: Draft, signer: Signer, origin: str) -> Draft:
    """Give a draft with its author's signature, good in the ledger of that origin alone."""
    salted = msgspec.structs.replace(draft, salt=draft.salt or new_salt())
    claimed = salted.leaf(salted.salt, recorded="").claimed(origin)
    author = Author(key=signer.verifier().text(), signature=signer.sign(claimed).hex())
    return msgspec.structs.replace(salted, author=author)
