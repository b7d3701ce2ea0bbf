"""copydesk as a service of one machine: what `up` keeps running, what the server has, what a crash left behind."""
