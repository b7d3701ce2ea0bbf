"""The room that decides. Pure: data in, data out; no network, no disk, no clock, no environment."""
