"""Who took a text from whom: what two copies tell of each other, the likeliest tree, the groups that follow."""
