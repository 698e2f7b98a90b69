"""Why did the losing carrier say no, what is to be done, by whom and by when? One language over all carriers.

Adapters map their carrier's codes onto these at the edge; what no code fits is UNRECOGNISED and goes to the desk.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Rejection(StrEnum):
    ACCOUNT_NUMBER_MISSING = "account_number_missing"
    ACCOUNT_NUMBER_MISMATCH = "account_number_mismatch"
    PIN_MISSING = "pin_missing"
    PIN_INVALID = "pin_invalid"
    NAME_MISMATCH = "name_mismatch"
    AUTHORISED_PERSON_MISMATCH = "authorised_person_mismatch"
    ADDRESS_MISMATCH = "address_mismatch"
    ZIP_MISMATCH = "zip_mismatch"
    TAX_ID_MISMATCH = "tax_id_mismatch"
    BTN_MISMATCH = "btn_mismatch"
    BTN_IS_PORTING = "btn_is_porting"
    DATA_MISMATCH = "data_mismatch"
    NUMBER_NOT_ON_ACCOUNT = "number_not_on_account"
    NUMBERS_ON_SEVERAL_ACCOUNTS = "numbers_on_several_accounts"
    NUMBER_NOT_ACTIVE = "number_not_active"
    NUMBER_NOT_PORTABLE = "number_not_portable"
    RATE_CENTRE_NOT_PORTABLE = "rate_centre_not_portable"
    OTHER_NUMBER_AT_FAULT = "other_number_at_fault"
    SPECIAL_FEATURE = "special_feature"
    PENDING_ORDER = "pending_order"
    PORT_PROTECTION = "port_protection"
    PREPAID = "prepaid"
    LOA_WANTED = "loa_wanted"
    LOA_ILLEGIBLE = "loa_illegible"
    BILL_WANTED = "bill_wanted"
    CSR_WANTED = "csr_wanted"
    DUE_DATE_UNAVAILABLE = "due_date_unavailable"
    DUE_DATE_TOO_SOON = "due_date_too_soon"
    DUE_DATE_TOO_LATE = "due_date_too_late"
    FOC_EXPIRED = "foc_expired"
    SCOPE_WRONG = "scope_wrong"
    PORT_TYPE_WRONG = "port_type_wrong"
    SPLIT_REQUIRED = "split_required"
    INTERNAL_PORT = "internal_port"
    LOSING_CARRIER_WRONG = "losing_carrier_wrong"
    RESELLER_UNKNOWN = "reseller_unknown"
    CUSTOMER_NOT_READY = "customer_not_ready"
    TOO_LATE_TO_CANCEL = "too_late_to_cancel"
    TOO_LATE_TO_SUPPLEMENT = "too_late_to_supplement"
    TOO_MANY_SUPPLEMENTS = "too_many_supplements"
    NPAC_CONFLICT = "npac_conflict"
    NPAC_FAILURE = "npac_failure"
    CARRIER_BACKLOG = "carrier_backlog"
    CARRIER_OUTAGE = "carrier_outage"
    CARRIER_SILENT = "carrier_silent"
    OTHER = "other"
    UNRECOGNISED = "unrecognised"


class Acts(StrEnum):
    """Who holds the ball."""

    CUSTOMER = "customer"
    LOSING_CARRIER = "losing_carrier"
    SUPPORT = "support"


class Paper(StrEnum):
    NONE = ""
    BILL = "bill"
    LOA = "loa"
    CSR = "csr"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What puts a rejection right.

    fields: of the port request, to be corrected. paper: to be brought. days: business days in which who acts should have acted.
    needs_new_loa: a corrected field stands in the LOA, so it is signed again. ends: no correction helps; cancel or take the number out.
    """

    acts: Acts
    fields: tuple[str, ...] = ()
    paper: Paper = Paper.NONE
    days: int = 5
    needs_new_loa: bool = False
    ends: bool = False


_R, _CUSTOMER, _LOSING, _SUPPORT = Rejection, Acts.CUSTOMER, Acts.LOSING_CARRIER, Acts.SUPPORT

REMEDIES: dict[Rejection, Remedy] = {
    _R.ACCOUNT_NUMBER_MISSING: Remedy(_CUSTOMER, ("account_number",), Paper.BILL),
    _R.ACCOUNT_NUMBER_MISMATCH: Remedy(_CUSTOMER, ("account_number",), Paper.BILL),
    _R.PIN_MISSING: Remedy(_CUSTOMER, ("pin",)),
    _R.PIN_INVALID: Remedy(_CUSTOMER, ("pin",)),
    _R.NAME_MISMATCH: Remedy(_CUSTOMER, ("billing_name",), Paper.BILL, needs_new_loa=True),
    _R.AUTHORISED_PERSON_MISMATCH: Remedy(_CUSTOMER, ("authorised_person",), Paper.LOA, needs_new_loa=True),
    _R.ADDRESS_MISMATCH: Remedy(_CUSTOMER, ("service_address",), Paper.CSR, needs_new_loa=True),
    _R.ZIP_MISMATCH: Remedy(_CUSTOMER, ("service_address.zip_code",), needs_new_loa=True),
    _R.TAX_ID_MISMATCH: Remedy(_SUPPORT),
    _R.BTN_MISMATCH: Remedy(_CUSTOMER, ("btn",), Paper.BILL, needs_new_loa=True),
    _R.BTN_IS_PORTING: Remedy(_CUSTOMER, ("replacement_btn", "scope"), needs_new_loa=True),
    _R.DATA_MISMATCH: Remedy(_CUSTOMER, ("account_number", "billing_name", "service_address"), Paper.CSR, needs_new_loa=True),
    _R.NUMBER_NOT_ON_ACCOUNT: Remedy(_CUSTOMER, ("numbers", "account_number"), Paper.BILL, needs_new_loa=True),
    _R.NUMBERS_ON_SEVERAL_ACCOUNTS: Remedy(_CUSTOMER, ("numbers",), Paper.BILL, needs_new_loa=True),
    _R.NUMBER_NOT_ACTIVE: Remedy(_CUSTOMER, ("numbers",), needs_new_loa=True),
    _R.NUMBER_NOT_PORTABLE: Remedy(_SUPPORT, ("numbers",), ends=True),
    _R.RATE_CENTRE_NOT_PORTABLE: Remedy(_SUPPORT, ("numbers",), ends=True),
    _R.OTHER_NUMBER_AT_FAULT: Remedy(_SUPPORT, ("numbers",), days=2),
    _R.SPECIAL_FEATURE: Remedy(_CUSTOMER, ("numbers", "replacement_btn"), days=10),
    _R.PENDING_ORDER: Remedy(_CUSTOMER, days=10),
    _R.PORT_PROTECTION: Remedy(_CUSTOMER),
    _R.PREPAID: Remedy(_SUPPORT, ends=True),
    _R.LOA_WANTED: Remedy(_CUSTOMER, paper=Paper.LOA, needs_new_loa=True),
    _R.LOA_ILLEGIBLE: Remedy(_SUPPORT, paper=Paper.LOA, days=2),
    _R.BILL_WANTED: Remedy(_CUSTOMER, paper=Paper.BILL),
    _R.CSR_WANTED: Remedy(_CUSTOMER, paper=Paper.CSR),
    _R.DUE_DATE_UNAVAILABLE: Remedy(_SUPPORT, ("requested_foc",), days=1),
    _R.DUE_DATE_TOO_SOON: Remedy(_SUPPORT, ("requested_foc",), days=1),
    _R.DUE_DATE_TOO_LATE: Remedy(_SUPPORT, ("requested_foc",), days=1),
    _R.FOC_EXPIRED: Remedy(_SUPPORT, ("requested_foc",), days=1),
    _R.SCOPE_WRONG: Remedy(_CUSTOMER, ("scope", "replacement_btn"), needs_new_loa=True),
    _R.PORT_TYPE_WRONG: Remedy(_SUPPORT, days=2),
    _R.SPLIT_REQUIRED: Remedy(_SUPPORT, ("numbers",), days=2),
    _R.INTERNAL_PORT: Remedy(_SUPPORT, days=2),
    _R.LOSING_CARRIER_WRONG: Remedy(_CUSTOMER, ("losing_carrier",), Paper.BILL, needs_new_loa=True),
    _R.RESELLER_UNKNOWN: Remedy(_CUSTOMER, ("losing_carrier",), Paper.BILL),
    _R.CUSTOMER_NOT_READY: Remedy(_CUSTOMER, ("requested_foc",)),
    _R.TOO_LATE_TO_CANCEL: Remedy(_SUPPORT, days=1),
    _R.TOO_LATE_TO_SUPPLEMENT: Remedy(_SUPPORT, days=1),
    _R.TOO_MANY_SUPPLEMENTS: Remedy(_SUPPORT, days=1),
    _R.NPAC_CONFLICT: Remedy(_SUPPORT, days=1),
    _R.NPAC_FAILURE: Remedy(_SUPPORT, days=1),
    _R.CARRIER_BACKLOG: Remedy(_LOSING, days=3),
    _R.CARRIER_OUTAGE: Remedy(_LOSING, days=2),
    _R.CARRIER_SILENT: Remedy(_LOSING, days=2),
    _R.OTHER: Remedy(_SUPPORT, days=2),
    _R.UNRECOGNISED: Remedy(_SUPPORT, days=2),
}


def rejection(code: str) -> Rejection:
    """The code as one of ours; UNRECOGNISED for any other text."""
    try:
        return Rejection(code)
    except ValueError:
        return Rejection.UNRECOGNISED


def remedy(code: str) -> Remedy:
    """What puts this rejection right. Never raises."""
    return REMEDIES[rejection(code)]


def customer_corrects(codes: Collection[str]) -> bool:
    """Whether any of these is the customer's to put right."""
    return any(remedy(code).acts is Acts.CUSTOMER for code in codes)


def for_support(codes: Collection[str]) -> tuple[str, ...]:
    """Those that are not the customer's to put right. A refusal without a reason is support's to ask about."""
    return tuple(code for code in codes or (Rejection.UNRECOGNISED,) if remedy(code).acts is not Acts.CUSTOMER)
