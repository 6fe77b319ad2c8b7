"""Pages of docs/handbook that are made from the catalogue and the tests, so that they cannot say what is not so."""
