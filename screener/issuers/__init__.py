"""Issuers: holdings go in; for each, the answer to "which issuer is this?" comes out."""
