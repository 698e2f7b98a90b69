"""The long tests, run one file after the other by `.ci/soak`."""
