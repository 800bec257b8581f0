"""The properties of tact: a naive checker, simulated years, and the tests that use them."""
