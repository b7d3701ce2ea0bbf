"""A strict counterpart of Slack's Web API over real HTTP, for tests and the demo: `python -m tests.slackd --port N`."""
