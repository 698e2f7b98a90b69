"""What can be asked of Portwright: a file a topic. Doors call these; none of them knows a door."""
