"""The child process that opens strangers' files: limits, policy scan, text and images."""
