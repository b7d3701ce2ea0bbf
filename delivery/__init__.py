"""The room that sends: Slack with its outbox protocol, files and the terminal."""
