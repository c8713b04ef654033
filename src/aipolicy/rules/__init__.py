"""The documents, one module each; a document never reads another."""
