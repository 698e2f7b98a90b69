"""The two papers that are compared field by field, and what each difference is called."""

from dataclasses import dataclass

from domain.policy.codes import FindingCode


@dataclass(frozen=True, slots=True)
class PaperCodes:
    """The finding for each difference from one kind of paper. None where its silence proves nothing."""

    paper: str
    account_differs: FindingCode
    billing_name_differs: FindingCode
    address_differs: FindingCode
    unit_missing: FindingCode
    btn_differs: FindingCode
    number_missing: FindingCode
    number_not_in_order: FindingCode
    hidden_text: FindingCode
    account_not_found: FindingCode | None = None
    billing_name_not_found: FindingCode | None = None
    address_not_found: FindingCode | None = None
    btn_not_found: FindingCode | None = None


BILL = PaperCodes(
    "bill",
    FindingCode.ACCOUNT_NUMBER_NOT_ON_BILL,
    FindingCode.BILLING_NAME_NOT_ON_BILL,
    FindingCode.SERVICE_ADDRESS_DIFFERS,
    FindingCode.SERVICE_ADDRESS_UNIT_MISSING,
    FindingCode.BTN_DIFFERS,
    FindingCode.NUMBER_NOT_ON_BILL,
    FindingCode.NUMBER_NOT_IN_ORDER,
    FindingCode.BILL_HIDDEN_TEXT,
    FindingCode.ACCOUNT_NUMBER_NOT_FOUND,
    FindingCode.BILLING_NAME_NOT_FOUND,
    FindingCode.SERVICE_ADDRESS_NOT_FOUND,
    FindingCode.BTN_NOT_FOUND,
)
CSR = PaperCodes(
    "csr",
    FindingCode.CSR_ACCOUNT_NUMBER_DIFFERS,
    FindingCode.CSR_BILLING_NAME_DIFFERS,
    FindingCode.CSR_SERVICE_ADDRESS_DIFFERS,
    FindingCode.CSR_SERVICE_ADDRESS_DIFFERS,
    FindingCode.CSR_BTN_DIFFERS,
    FindingCode.CSR_NUMBER_NOT_ON_IT,
    FindingCode.CSR_NUMBER_NOT_IN_ORDER,
    FindingCode.CSR_HIDDEN_TEXT,
)
