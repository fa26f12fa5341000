"""The pacts of an article (اتفاقات): each that it speaks of, with its parties, its state, its term and its clauses."""
