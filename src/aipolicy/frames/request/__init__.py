"""What a call asks for, checked against the frame."""
