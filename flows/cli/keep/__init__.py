"""What keeps the warehouse: upkeep, deciding anew, history brought in."""
