"""Cases: a company's claims, read from a file, checked and assessed."""
