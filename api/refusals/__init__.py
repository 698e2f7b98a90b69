"""What the doors say when something cannot be done: a file a topic, code to sentence."""
