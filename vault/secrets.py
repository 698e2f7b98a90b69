"""What of an order is a secret, kept in a table of its own and deleted by date?"""

from enum import StrEnum


class SecretName(StrEnum):
    ACCOUNT_NUMBER = "account_number"
    PIN = "pin"
