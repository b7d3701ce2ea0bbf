"""Whether an outlet fares as it used to, and the alarms where it does not: rules as pure functions of what was seen."""
