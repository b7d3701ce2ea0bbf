"""The room that orders the others: settings, the pipeline, the command line, the Prefect flows."""
