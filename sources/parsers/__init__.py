"""Where what strangers wrote is parsed: processes that can be stopped."""
