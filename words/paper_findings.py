"""What findings about the bill, the letter of authorisation and its signer say."""

from collections.abc import Mapping

from domain.policy.codes import FindingCode
from words.sentence import Actor, Sentence, marked

_F = FindingCode
_NAME = marked("The authorized person is %(name)s.")
_STAFF_LOOK = marked("Our staff look at the page; a clearer copy, downloaded from your carrier, is quicker.")
_SIGN_AGAIN = marked("Send the letter to the signer again from the order page.")

PAPER_FINDINGS: Mapping[str, Sentence] = {
    _F.BILL_MISSING: Sentence(
        marked("The bill is missing."), marked("Upload your latest bill, as PDF or PNG, that names the carrier and the numbers.")
    ),
    _F.BILL_BEING_READ: Sentence(
        marked("The bill is still being read."), marked("Wait a moment and submit again; nothing is wrong so far."), Actor.PLATFORM
    ),
    _F.BILL_UNREADABLE: Sentence(
        marked("The bill could not be read."), marked("Upload the PDF that your carrier offers for download, or a sharper scan.")
    ),
    _F.BILL_UNDATED: Sentence(
        marked("No date was found on the bill."),
        marked("Upload the page that shows the bill date, or wait until our staff have looked at the bill."),
    ),
    _F.BILL_STALE: Sentence(
        marked("The bill is too old."),
        marked("Upload your latest bill; your carrier's site usually offers it for download."),
        detail=marked("It is dated %(bill_date)s and was good until %(good_until)s; a bill may be %(days)s days old."),
    ),
    _F.BILL_FROM_THE_FUTURE: Sentence(
        marked("The bill is dated after today."),
        marked("Check that it is the right file and upload your latest bill."),
        detail=marked("It is dated %(bill_date)s."),
    ),
    _F.BILL_DATE_AMBIGUOUS: Sentence(
        marked("The bill's date can be read in more than one way."),
        _STAFF_LOOK,
        Actor.STAFF,
        detail=marked("It shows %(found)s."),
    ),
    _F.BILL_DATE_UNSURE: Sentence(
        marked("The bill's date is hard to read."),
        _STAFF_LOOK,
        Actor.STAFF,
        detail=marked("It was read as %(found)s."),
    ),
    _F.BILL_NOT_A_BILL: Sentence(
        marked("The paper uploaded as the bill is no telephone bill."),
        marked("Upload the bill for these numbers, with the carrier's name, your name, the account number and the date."),
        detail=marked("It reads as: %(kind)s."),
    ),
    _F.BILL_COUNTRY_NOT_SUPPORTED: Sentence(
        marked("The bill is from another country, and only numbers of the United States can be moved."),
        marked("Upload the bill of the US carrier that serves these numbers."),
    ),
    _F.BILL_HIDDEN_TEXT: Sentence(marked("The bill holds text that people cannot see; it was left out."), _STAFF_LOOK, Actor.STAFF),
    _F.BILL_UNCERTAIN: Sentence(
        marked("Parts of the bill are hard to read."),
        marked("Compare what was read with the bill; a clearer copy, downloaded from your carrier, is better."),
        detail=marked("%(count)s values are doubtful."),
    ),
    _F.BILL_SOON_TOO_OLD: Sentence(
        marked("If your carrier refuses the order, the bill will be too old to send it again."),
        marked("Upload a newer bill now if there is one, or have it ready."),
        detail=marked("It is good until %(good_until)s; after a refusal the order is likely sent again on %(resubmission)s."),
    ),
    _F.LOA_MISSING: Sentence(
        marked("The letter of authorization is not signed."), marked("Send it to the signer from the order page, or sign it there.")
    ),
    _F.LOA_VOID: Sentence(marked("The order was changed after its letter of authorization was signed; the letter is void."), _SIGN_AGAIN),
    _F.LOA_TOO_OLD: Sentence(
        marked("The letter of authorization was signed too long ago."),
        _SIGN_AGAIN,
        detail=marked("A signature is good for %(days)s days."),
    ),
    _F.LOA_FROM_THE_FUTURE: Sentence(marked("The letter of authorization is dated after today."), _SIGN_AGAIN),
    _F.LOA_SOON_TOO_OLD: Sentence(
        marked("If your carrier refuses the order, the letter of authorization will be too old to send it again."),
        _SIGN_AGAIN,
        detail=marked("It is good until %(good_until)s; after a refusal the order is likely sent again on %(resubmission)s."),
    ),
    "loa.letters_not_drawable": Sentence(
        marked("The letter of authorization cannot be drawn: it has letters that its fonts lack."),
        marked("Spell the names and the address as the bill prints them, in letters of common alphabets."),
        detail=marked("The letters are: %(letters)s."),
    ),
    _F.SIGNER_MISSING: Sentence(
        marked("The authorized person is not named."), marked("Enter the first and last name of the person whose name is on the bill.")
    ),
    _F.SIGNER_NOT_ON_BILL: Sentence(
        marked("The authorized person is not the one on the bill."),
        marked("Name the person on the bill, or upload a bill that names this one."),
        detail=_NAME,
    ),
    _F.SIGNER_UNSURE: Sentence(
        marked("The bill gives only an initial, which may be the authorized person or somebody else."),
        marked("Upload a bill that spells the name out, or have our staff look at this one."),
        Actor.STAFF,
        detail=marked("Typed: %(typed)s. On the bill: %(found)s."),
    ),
    _F.SIGNER_NO_NAME_ON_BILL: Sentence(
        marked("No name was found on the bill, so nobody is known to be its owner."),
        marked("Upload the page that shows the name, or have our staff look at this one."),
        Actor.STAFF,
        detail=_NAME,
    ),
    _F.SIGNER_COMPANY_ONLY: Sentence(
        marked("The bill names a company and no person."),
        marked("Have an officer sign, with title and attestation; our staff confirm it before the order goes on."),
        Actor.STAFF,
        detail=_NAME,
    ),
    _F.SIGNER_TITLE_MISSING: Sentence(
        marked("The signer's title is missing."),
        marked("Enter what the signer is in the company, such as owner or director."),
        detail=_NAME,
    ),
    _F.SIGNER_DELEGATED: Sentence(
        marked("The letter was signed by somebody else for the authorized person."),
        marked("Wait until our staff have looked at the written authority, or have the authorized person sign."),
        Actor.STAFF,
        detail=marked("It was signed by %(name)s."),
    ),
    _F.SIGNER_NOT_THE_SIGNATURE: Sentence(
        marked("The letter was signed by another name than that of the authorized person."),
        _SIGN_AGAIN,
        detail=_NAME,
    ),
}
