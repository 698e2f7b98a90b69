"""The messages, a file a topic. A class here with a `template` is in the registry; nothing else has to be told."""
