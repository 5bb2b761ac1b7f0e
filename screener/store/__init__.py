"""What is kept between requests: an address of a database goes in; tables, transactions, seals and migrations come out.

SQLite in a file, or PostgreSQL. Whoever writes here says how long it stays.
"""
