"""The commands that ask: SQL, reasons, stories, a person's word; and how answers are printed."""
