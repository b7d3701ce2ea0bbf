"""The steps behind `copydesk try`: one module a step, each with judge(asked) and show(targets)."""
