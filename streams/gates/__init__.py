"""The gates every row passes, whatever door it came by: format, value, duplicate, logic, consistency."""
