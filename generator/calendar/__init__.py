"""Working days and deadline arithmetic: pure functions of dates and the State Council's notices."""
