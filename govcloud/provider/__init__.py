"""The Pulumi provider plugin: a table of resource types, and one servicer that works any of them."""
