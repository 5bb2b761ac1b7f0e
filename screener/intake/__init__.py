"""Intake: tables go in; holdings and problems come out."""
