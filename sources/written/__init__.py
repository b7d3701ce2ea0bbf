"""How strangers write: dates, encodings, and markup where there should be none."""
