"""What changes who can see or do something in an organisation, so that its administrators are told at once."""

from enum import StrEnum


class SecurityEvent(StrEnum):
    """What was done."""

    USER_REMOVED = "user_removed"
    ROLE_CHANGED = "role_changed"
    ADMINISTRATOR_JOINED = "administrator_joined"
    PARTNER_LET_IN = "partner_let_in"
    PARTNER_REMOVED = "partner_removed"
    TOKEN_MADE = "token_made"
    SIGN_ON_CHANGED = "sign_on_changed"
    SIGN_ON_REMOVED = "sign_on_removed"
    WEBHOOK_MADE = "webhook_made"
    WEBHOOK_SECRET_CHANGED = "webhook_secret_changed"
