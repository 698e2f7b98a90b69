"""What reaches our own staff: tasks and carriers' notices."""
