"""The rules, once: plain functions over integer tables that interpreter and JIT both accept.

Files here import nothing but each other.  No objects, no exceptions, no dates:
a truth value is 0, 1 or 2, a day is its ordinal (0 means none), a literal is twice the node
number plus one where it is negated.
"""
