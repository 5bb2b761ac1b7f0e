"""The registry out: one small file per form; a Registry goes in, plain values that any writer can put down come out."""
