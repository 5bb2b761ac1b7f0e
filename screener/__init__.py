"""The program: an investor's holdings go in; what they are tied to, why, and what to ask come out."""

__version__ = "0.1.0"
