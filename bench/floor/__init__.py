"""The least that such a survey costs in Django: a bare form out of the database, then one INSERT."""
