"""Knowledge as data: registry, policies, vocabulary, naming and intake tables; this file lets importlib.resources find them."""
