"""Everything on one machine: servers, supervisor, ports, what is running."""
