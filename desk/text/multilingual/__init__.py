"""The bundled sentence model, Universal Sentence Encoder multilingual v3: its weights, its pieces, its arithmetic."""
