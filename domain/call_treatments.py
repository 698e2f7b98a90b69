"""What callers meet who dial a main number, or a number that is assigned to nobody (rules 58, 65)."""

from enum import StrEnum


class UnassignedTreatment(StrEnum):
    """Of the whole organisation's numbers that nobody holds."""

    MESSAGE = "message"
    MAIN_NUMBER = "main_number"
    PERSON = "person"


class MainTreatment(StrEnum):
    """Of a location's main number. MENU: a greeting, then callers dial the extension of whom they want."""

    PERSON = "person"
    MENU = "menu"
