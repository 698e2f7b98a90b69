"""The processes, one file each, and what every process of ours does alike."""
