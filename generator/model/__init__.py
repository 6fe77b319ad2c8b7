"""Entries as frozen values. After this stage nothing calls `dict.get` on input or handles dates as text."""
