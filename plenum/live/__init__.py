"""Live: from one change to thousands of screens (`docs/live.md`)."""
