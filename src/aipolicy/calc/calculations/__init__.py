"""From facts to a sum, with the steps that led there."""
