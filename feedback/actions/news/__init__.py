"""News for those in whose hands a case is: noted as it happens, mailed together a little later."""
