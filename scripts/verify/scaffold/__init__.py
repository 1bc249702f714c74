"""New projects: scaffolded, run for real, spoiled."""
