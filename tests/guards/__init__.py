"""Guards: each keeps one house rule without anyone remembering it. CONTRIBUTING.md lists what each has caught."""
