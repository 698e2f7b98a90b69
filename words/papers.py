"""What papers, the fields compared on them and the services they print are called."""

from collections.abc import Mapping

from domain.policy.paper_match.comparison import PaperField
from domain.porting.paper import PaperKind, ServiceKind
from words.sentence import marked

PAPER_KINDS: Mapping[str, str] = {
    PaperKind.BILL: marked("telephone bill"),
    PaperKind.CSR: marked("customer service record"),
    PaperKind.LOA: marked("letter of authorization"),
    PaperKind.FOREIGN_BILL: marked("bill of another country"),
    PaperKind.INTERNET_ONLY: marked("invoice for internet service only"),
    PaperKind.OTHER_TRADE: marked("invoice of another trade"),
    PaperKind.LETTER: marked("letter"),
    PaperKind.OTHER: marked("paper of another kind"),
}

PAPER_FIELDS: Mapping[str, str] = {
    PaperField.PAPER: marked("the paper itself"),
    PaperField.BILL_DATE: marked("bill date"),
    PaperField.LOSING_CARRIER: marked("present carrier"),
    PaperField.NETWORK: marked("network of the numbers"),
    PaperField.ACCOUNT_NUMBER: marked("account number"),
    PaperField.BILLING_NAME: marked("billing name"),
    PaperField.AUTHORISED_PERSON: marked("authorized person"),
    PaperField.SERVICE_ADDRESS: marked("service address"),
    PaperField.BTN: marked("billing telephone number"),
    PaperField.REPLACEMENT_BTN: marked("new billing telephone number"),
    PaperField.NUMBERS: marked("numbers"),
    PaperField.SERVICES: marked("services"),
    PaperField.LOCATION: marked("location"),
    PaperField.LOA_DATE: marked("date of the letter of authorization"),
}

SERVICE_KINDS: Mapping[str, str] = {
    ServiceKind.DSL: marked("internet line (DSL)"),
    ServiceKind.ALARM: marked("alarm line"),
    ServiceKind.ELEVATOR: marked("elevator line"),
    ServiceKind.LINE_SYSTEM: marked("line system"),
    ServiceKind.FAX: marked("fax line"),
    ServiceKind.PAYMENT_TERMINAL: marked("payment terminal"),
    ServiceKind.TOLL_FREE: marked("toll-free service"),
}
