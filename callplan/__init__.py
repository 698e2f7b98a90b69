"""Where numbers go live: people, extensions, main numbers, emergency addresses, route patterns."""
