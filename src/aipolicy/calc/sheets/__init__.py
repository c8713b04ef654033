"""A provision as a sheet: whatever the library holds of it, in one language, as data."""
