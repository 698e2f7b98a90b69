"""Whose number is this, when it is not ours? The only file that asks `phonenumbers`, and only for the name of the country."""

import phonenumbers

_NO_COUNTRY = {"001", "ZZ", None}


def country_abroad(digits: str) -> str:
    """ISO 3166 code of an international number given without its plus; empty when no country has such a code."""
    try:
        number = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException:
        return ""
    code = number.country_code or 0
    region = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(code)
    return "" if region in _NO_COUNTRY else str(region)


def calling_code(digits: str) -> str:
    """The country calling code that an international number begins with; empty when there is none such."""
    for length in (1, 2, 3):
        if phonenumbers.region_code_for_country_code(int(digits[:length] or 0)) not in _NO_COUNTRY:
            return digits[:length]
    return ""
