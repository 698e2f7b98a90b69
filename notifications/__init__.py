"""What Portwright tells people: one dataclass and one template folder per message, and the ways a mail leaves the house."""
