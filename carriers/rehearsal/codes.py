"""From the rehearsal carrier's words to ours. A word nobody knows becomes `unrecognised`, for staff to look at."""

from domain.porting.notices import NoticeKind

UNRECOGNISED = "unrecognised"

KINDS: dict[str, NoticeKind] = {
    "port.acknowledged": NoticeKind.ACKNOWLEDGED,
    "port.rejected": NoticeKind.REJECTED,
    "port.foc": NoticeKind.FOC,
    "port.foc_withdrawn": NoticeKind.FOC_WITHDRAWN,
    "port.conflict": NoticeKind.CONFLICT,
    "port.cancelled": NoticeKind.CANCELLED,
    "port.cancel_refused": NoticeKind.CANCEL_REFUSED,
    "number.active": NoticeKind.NUMBER_ACTIVE,
    "number.failed": NoticeKind.NUMBER_FAILED,
    "number.snapped_back": NoticeKind.SNAPPED_BACK,
}

REJECTIONS: dict[str, str] = {
    "ACCOUNT_NUMBER_MISMATCH": "account_number_mismatch",
    "AUTH_PERSON_MISMATCH": "authorised_person_mismatch",
    "BTN_ATN_MISMATCH": "btn_mismatch",
    "ENTITY_NAME_MISMATCH": "name_mismatch",
    "LOCATION_MISMATCH": "address_mismatch",
    "PASSCODE_PIN_INVALID": "pin_wrong",
    "PORTING_ORDER_SPLIT_REQUIRED": "split_required",
}

PORTABILITY: dict[str, str] = {
    "NO_COVERAGE": "no_coverage",
    "LOSING_CARRIER_UNSUPPORTED": "carrier_unsupported",
    "ALREADY_PORTING": "already_porting",
    "NOT_IN_SERVICE": "not_in_service",
    "PORT_PROTECTED": "locked",
    "MANUAL_ONLY": "manual_only",
    "ALREADY_OURS": "already_ours",
}


def notice_kind(type: str) -> NoticeKind:
    return KINDS.get(type, NoticeKind.UNRECOGNISED)


def rejection(code: str) -> str:
    return REJECTIONS.get(code, UNRECOGNISED)


def portability_reason(code: str) -> str:
    return PORTABILITY.get(code, UNRECOGNISED)
