"""What people are told: one dataclass and one template folder per message."""
