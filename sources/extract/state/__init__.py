"""Text that a page carries as data in its scripts: decoded, never run, and searched for the page's own article."""
