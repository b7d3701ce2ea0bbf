"""A strict counterpart of S3 on loopback: one bucket, signatures checked, objects in memory."""
