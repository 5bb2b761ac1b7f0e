"""The pages: what a person asks for goes in; HTML that works without scripts comes out."""
