"""Official and open lists go in, as published; proposed entries of the registry, for a person to accept, come out."""
