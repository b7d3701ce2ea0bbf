"""A story: its page, a page for each of its copies, and the drawings on them."""
