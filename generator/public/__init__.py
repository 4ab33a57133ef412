"""The world that may be published: it sees `PublicSession`, never a candidate. Only `privacy`, the gate, knows personal values."""
