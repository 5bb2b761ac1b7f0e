"""One small module per producer whose files need one."""
