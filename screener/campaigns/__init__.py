"""Campaigns: a plan and recipients go in; letters, a sheet for a second reader and what became of each come out."""
