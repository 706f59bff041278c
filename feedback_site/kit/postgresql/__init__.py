"""Django's PostgreSQL backend with a pool whose connections are looked at, not asked, before use."""
