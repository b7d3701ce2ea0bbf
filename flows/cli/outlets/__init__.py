"""The commands on outlets: shown and checked, kept by oneself, exchanged with feed readers, recorded."""
