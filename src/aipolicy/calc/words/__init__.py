"""Words: the glossary, citations, and what is said in two languages."""
