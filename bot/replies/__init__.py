"""What people see: wording, layouts, and the one place that turns exceptions into sentences."""
