"""Machine formats, the ledger's stamp, and the only writer."""
