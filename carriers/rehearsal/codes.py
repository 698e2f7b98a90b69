"""From the rehearsal carrier's words to ours. A word nobody knows becomes `unrecognised`, for staff to look at."""

from domain.porting.notices import NoticeKind
from domain.porting.portability import NotPortable
from domain.porting.rejections import Rejection

_R = Rejection

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

# Words that other carriers use too, spelt as they spell them; each of our own codes has its capitals as a word besides.
REJECTIONS: dict[str, Rejection] = {
    **{code.upper(): code for code in Rejection if code is not Rejection.UNRECOGNISED},
    "AUTH_PERSON_MISMATCH": _R.AUTHORISED_PERSON_MISMATCH,
    "BTN_ATN_MISMATCH": _R.BTN_MISMATCH,
    "ENTITY_NAME_MISMATCH": _R.NAME_MISMATCH,
    "FOC_REJECTED": _R.DUE_DATE_UNAVAILABLE,
    "LOCATION_MISMATCH": _R.ADDRESS_MISMATCH,
    "LSR_PENDING": _R.PENDING_ORDER,
    "MAIN_BTN_PORTING": _R.BTN_IS_PORTING,
    "OSP_IRRESPONSIVE": _R.CARRIER_SILENT,
    "PASSCODE_PIN_INVALID": _R.PIN_INVALID,
    "PHONE_NUMBER_HAS_SPECIAL_FEATURE": _R.SPECIAL_FEATURE,
    "PHONE_NUMBER_MISMATCH": _R.NUMBER_NOT_ON_ACCOUNT,
    "PHONE_NUMBER_NOT_PORTABLE": _R.NUMBER_NOT_PORTABLE,
    "PORT_TYPE_INCORRECT": _R.PORT_TYPE_WRONG,
    "PORTING_ORDER_SPLIT_REQUIRED": _R.SPLIT_REQUIRED,
    "POSTAL_CODE_MISMATCH": _R.ZIP_MISMATCH,
    "RATE_CENTER_NOT_PORTABLE": _R.RATE_CENTRE_NOT_PORTABLE,
    "SV_CONFLICT": _R.NPAC_CONFLICT,
    "SV_UNKNOWN_FAILURE": _R.NPAC_FAILURE,
}

PORTABILITY: dict[str, NotPortable] = {code.upper(): code for code in NotPortable if code is not NotPortable.UNRECOGNISED}


def notice_kind(type: str) -> NoticeKind:
    return KINDS.get(type, NoticeKind.UNRECOGNISED)


def rejection(code: str) -> Rejection:
    return REJECTIONS.get(code, Rejection.UNRECOGNISED)


def portability_reason(code: str) -> NotPortable:
    return PORTABILITY.get(code, NotPortable.UNRECOGNISED)
