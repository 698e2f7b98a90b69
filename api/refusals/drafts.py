"""What the doors say when a draft, its papers or its letter cannot be done with as was asked."""

from collections.abc import Mapping

from words.sentence import Actor, Sentence, marked

DRAFT_REFUSALS: Mapping[str, Sentence] = {
    "draft.submitted": Sentence(
        wrong=marked("This order is submitted and cannot be changed as a draft."),
        remedy=marked("Open the order; when something is to be corrected, it says so there."),
    ),
    "draft.expired": Sentence(
        wrong=marked("This draft has expired."),
        remedy=marked("Start a new one; the numbers were never claimed by this one."),
    ),
    "draft.number_unknown": Sentence(
        wrong=marked("This number is not among those of the order."),
        remedy=marked("Enter it among the numbers first."),
    ),
    "draft.numbers_fixed": Sentence(
        wrong=marked("Numbers cannot be added to an order that is with a carrier."),
        remedy=marked("Put back the numbers that were submitted, and begin another order for the rest."),
    ),
    "review.nothing": Sentence(
        wrong=marked("Nothing of this order is for our staff to judge."),
        remedy=marked("Mend what the findings name; each says how."),
    ),
    "declarations.outdated": Sentence(
        wrong=marked("There is a newer version of the declarations."),
        remedy=marked("Read the current ones and confirm those."),
    ),
    "declarations.customer_confirms": Sentence(
        wrong=marked("Only an administrator of the customer can confirm the declarations."),
        remedy=marked("Ask the customer to sign in and confirm them in the review of this order."),
    ),
    "upload.type_not_taken": Sentence(
        wrong=marked("This kind of file is not taken for this paper."),
        remedy=marked("Open the file and save or print it as a PDF, then upload that."),
    ),
    "bill.not_a_bill": Sentence(
        wrong=marked("This does not look like a telephone bill."),
        remedy=marked("Upload the bill itself, with the page that names the account, its date and the numbers."),
    ),
    "person.several": Sentence(
        wrong=marked("Several people fit what was typed."),
        remedy=marked("Choose one of them, or type more of the name."),
    ),
    "loa.signed": Sentence(
        wrong=marked("The letter is signed already."),
        remedy=marked("Nothing needs to be done; changing the order makes a new letter."),
    ),
    "loa.not_ready": Sentence(
        wrong=marked("The letter cannot be drawn up yet."),
        remedy=marked("Complete what it states first: numbers, account, addresses and the authorized person."),
    ),
    "loa.changed": Sentence(
        wrong=marked("The letter is no longer the one that was shown."),
        remedy=marked("Read the letter as it is now, then sign that."),
    ),
    "loa.consent_missing": Sentence(
        wrong=marked("Signing electronically needs your consent."),
        remedy=marked("Read the consent and tick it, or ask for the letter on paper."),
        actor=Actor.SIGNER,
    ),
    "loa.attestation_missing": Sentence(
        wrong=marked("The bill names only a company, so the signer must attest to act for it."),
        remedy=marked("Tick the attestation if it is true; our staff confirm it before the order goes on."),
        actor=Actor.SIGNER,
    ),
    "loa.authority_missing": Sentence(
        wrong=marked("Signing for somebody else needs their written authority."),
        remedy=marked("Upload it first, as a PDF or PNG; our staff look at it before the letter counts."),
        actor=Actor.SIGNER,
    ),
    "loa.not_your_name": Sentence(
        wrong=marked("The typed name is not yours."),
        remedy=marked("Signing for somebody else, type your own first and last name, as your account has them."),
        actor=Actor.SIGNER,
    ),
    "loa.nobody_asked": Sentence(
        wrong=marked("The letter was never mailed to anybody."),
        remedy=marked("Give the address of the person who is to sign."),
    ),
    "link.unproven": Sentence(
        wrong=marked("The mailbox of this link is not confirmed, or was confirmed too long ago."),
        remedy=marked("Open the link again and enter the code that is mailed."),
        actor=Actor.SIGNER,
    ),
    "sign_code.no_more": Sentence(
        wrong=marked("Too many codes were mailed for this link."),
        remedy=marked("Ask whoever sent the link to mail a new one."),
        actor=Actor.SIGNER,
    ),
    "loa.other_signer": Sentence(
        wrong=marked("The letter names somebody else as the authorized person."),
        remedy=marked("Send the letter to that person to sign, or correct the authorized person in the order."),
    ),
    "loa.other_name": Sentence(
        wrong=marked("The typed name is not that of the authorized person."),
        remedy=marked("Type your first and last name as the letter gives them."),
        actor=Actor.SIGNER,
    ),
}  # fmt: skip
