"""OpenAlex: works as the snapshot, the API and flattened tables give them. What is taken and left is in `fields.csv`."""
