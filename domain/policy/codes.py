"""Every code that a check of an order or a decision about it may give, so that `words/` can be tested complete."""

from enum import StrEnum


class FindingCode(StrEnum):
    """What preflight and readiness find. Named topic.problem."""

    LOCATION_MISSING = "location.missing"
    LOCATION_PLAN_NOT_ENABLED = "location.plan_not_enabled"
    LOCATION_NO_EMERGENCY_ADDRESS = "location.no_emergency_address"
    ORGANISATION_TRIAL = "organisation.trial"
    TERMS_NOT_ACCEPTED = "terms.not_accepted"
    DECLARATIONS_NOT_ACCEPTED = "declarations.not_accepted"

    NUMBERS_NONE = "numbers.none"
    NUMBERS_TOO_MANY = "numbers.too_many"
    NUMBERS_REPEATED = "numbers.repeated"
    NUMBER_UNCHECKED = "number.unchecked"
    NUMBER_NOT_PORTABLE = "number.not_portable"
    NUMBER_ALREADY_OURS = "number.already_ours"
    NUMBER_IN_ANOTHER_ORDER = "number.in_another_order"
    NUMBER_NEEDS_REVIEW = "number.needs_review"
    NUMBER_NOT_ON_BILL = "number.not_on_bill"

    LOSING_CARRIER_MISSING = "losing_carrier.missing"
    ACCOUNT_NUMBER_MISSING = "account.number_missing"
    ACCOUNT_NUMBER_NOT_ON_BILL = "account.number_not_on_bill"
    ACCOUNT_PIN_MISSING = "account.pin_missing"
    BILLING_NAME_MISSING = "billing_name.missing"
    BILLING_NAME_NOT_ON_BILL = "billing_name.not_on_bill"
    SERVICE_ADDRESS_MISSING = "service_address.missing"

    BTN_MISSING = "btn.missing"
    BTN_IMPOSSIBLE = "btn.impossible"
    BTN_NOT_PORTING = "btn.not_porting"
    BTN_PORTING_WITHOUT_REPLACEMENT = "btn.porting_without_replacement"
    BTN_REPLACEMENT_IMPOSSIBLE = "btn.replacement_impossible"
    BTN_REPLACEMENT_PORTING = "btn.replacement_porting"
    BTN_REPLACEMENT_SAME = "btn.replacement_same"
    BTN_REPLACEMENT_NOT_NEEDED = "btn.replacement_not_needed"

    BILL_MISSING = "bill.missing"
    BILL_BEING_READ = "bill.being_read"
    BILL_UNREADABLE = "bill.unreadable"
    BILL_UNDATED = "bill.undated"
    BILL_STALE = "bill.stale"
    BILL_FROM_THE_FUTURE = "bill.from_the_future"

    LOA_MISSING = "loa.missing"
    LOA_VOID = "loa.void"
    LOA_TOO_OLD = "loa.too_old"
    LOA_FROM_THE_FUTURE = "loa.from_the_future"
    SIGNER_MISSING = "signer.missing"
    SIGNER_NOT_ON_BILL = "signer.not_on_bill"
    SIGNER_COMPANY_ONLY = "signer.company_only"
    SIGNER_TITLE_MISSING = "signer.title_missing"
    SIGNER_NOT_THE_SIGNATURE = "signer.not_the_signature"

    FOC_MISSING = "foc.missing"
    FOC_NOT_ALLOWED = "foc.not_allowed"

    LINES_UNPLANNED = "lines.unplanned"
    LINES_PERSON_MISSING = "lines.person_missing"
    LINES_NUMBER_FOREIGN = "lines.number_foreign"
    MAIN_NUMBER_NOT_PORTING = "main_number.not_porting"
    MAIN_NUMBER_NEVER = "main_number.never_a_ported_number"
    MAIN_NUMBER_WITHOUT_REPLACEMENT = "main_number.without_replacement"


class RefusalCode(StrEnum):
    """Why a cancellation, a new date or an expedition is refused, or allowed at a risk."""

    CANCEL_TOO_LATE = "cancel.too_late"
    CANCEL_NUMBERS_MOVED = "cancel.numbers_moved"
    CANCEL_CLOSED = "cancel.closed"
    RESCHEDULE_TOO_LATE = "reschedule.too_late"
    RESCHEDULE_NUMBERS_MOVED = "reschedule.numbers_moved"
    RESCHEDULE_CLOSED = "reschedule.closed"
    RESCHEDULE_TOO_MANY = "reschedule.too_many"
    RESCHEDULE_DATE_NOT_ALLOWED = "reschedule.date_not_allowed"
    RESCHEDULE_AT_SHORT_NOTICE = "reschedule.at_short_notice"
    EXPEDITE_NO_EARLIER_DATE = "expedite.no_earlier_date"
    EXPEDITE_NOT_EARLIER = "expedite.not_earlier"


class DayReason(StrEnum):
    """Why a day cannot be a FOC date."""

    PAST = "past"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    BEFORE_INTERVAL = "before_interval"
    TOO_FAR = "too_far"
    OUTSIDE_CARRIER_WINDOWS = "outside_carrier_windows"
