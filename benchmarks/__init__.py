"""What it costs: ways of doing the same job, measured side by side. `python -m benchmarks` at the project's root runs all."""
