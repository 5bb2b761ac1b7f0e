"""Screening: resolutions go in; findings, decisions and a receipt come out."""
