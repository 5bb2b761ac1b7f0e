"""Knowledge as data: registry, policies, vocabulary and naming tables. This file exists so that importlib.resources finds them."""
