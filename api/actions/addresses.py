"""E-mail addresses as people type them."""

from email_validator import EmailNotValidError, validate_email

from api.front.problems import Invalid


def email_address(typed: str, pointer: str = "/email") -> str:
    """The address in its normal form, which mail can reach as far as form tells. Raises Invalid."""
    try:
        return validate_email(typed, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise Invalid((pointer, "email.invalid")) from None
