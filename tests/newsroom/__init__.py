"""The bundled newsroom: a small news world of the project's own writing, served on loopback."""
