"""Other lawful choices: what the applicant may choose instead, and where a choice is free."""
