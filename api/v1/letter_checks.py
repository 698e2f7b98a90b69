"""Anybody who holds a sealed letter can ask whether it is intact, who signed it, and over which numbers."""

from datetime import datetime
from typing import Annotated

from fastapi import File, UploadFile
from pydantic import BaseModel, Field

from api.actions.signing import letter_checks
from api.calls import Here
from api.front.routes import Router
from documents.loa.verification import MAX_BYTES, LoaVerdict
from documents.loa.wording import IDENTIFIED
from words.seals import SEALS
from words.sentence import explain
from words.translation import Words

router = Router(prefix="/v1", tag="Papers")
# A little more than a file may have, for the parts around it.
UPLOAD_BODY = MAX_BYTES + 100_000
_EXAMPLE = {"multipart/form-data": {"example": {"file": "(the sealed letter, as it was downloaded)"}}}


class SealProblemView(BaseModel):
    code: str
    wrong: str
    remedy: str


class SignedView(BaseModel):
    """What the file itself says; filled only where the file is intact."""

    signer: str
    signed_for: str = Field(description="The person that the letter names, where somebody else signed under their written authority.")
    identified: str = Field(description="`session` or `mailed_code`.")
    identified_by: str
    signed_at: datetime
    sealed_at: datetime = Field(description="By the time stamp, not by our clock.")
    order_id: str
    billing_name: str
    losing_carrier: str
    gaining_carriers: list[str]
    btn: str
    numbers: list[str]


class LetterCheckView(BaseModel):
    intact: bool = Field(description="Sealed by us, stamped, and not a byte changed since.")
    problems: list[SealProblemView]
    signed: SignedView | None

    @classmethod
    def of(cls, verdict: LoaVerdict, words: Words) -> "LetterCheckView":
        told = [explain(code, SEALS, words) for code in verdict.problems]
        problems = [SealProblemView(code=each.code, wrong=each.wrong, remedy=each.remedy) for each in told]
        return cls(intact=verdict.intact, problems=problems, signed=_signed(verdict))


def _signed(verdict: LoaVerdict) -> SignedView | None:
    content, evidence = verdict.content, verdict.evidence
    if content is None or evidence is None or verdict.sealed_at is None:
        return None
    return SignedView(
        signer=verdict.signer,
        signed_for=content.signer.full if evidence.authority_sha256 else "",
        identified=evidence.identified,
        identified_by=IDENTIFIED[evidence.identified],
        signed_at=evidence.signed_at,
        sealed_at=verdict.sealed_at,
        order_id=content.order_id,
        billing_name=content.billing_name,
        losing_carrier=content.losing_carrier,
        gaining_carriers=list(content.gaining_carriers),
        btn=content.btn,
        numbers=list(content.numbers),
    )


@router.post(
    "/letter-checks", public=True, by_machine=True, response_model=LetterCheckView, summary="Verify a sealed letter",
    max_body_size=UPLOAD_BODY, openapi_extra={"requestBody": {"content": _EXAMPLE}},
)  # fmt: skip
async def check_letter(call: Here, file: Annotated[UploadFile, File(description="A PDF of at most 10 MB.")]) -> LetterCheckView:
    """Whether a letter of authorization is as it was sealed, who signed it and over which numbers. The answer comes from the file alone:
    nothing is looked up, nothing is kept, and no account is needed. 20 files a minute."""
    verdict = await letter_checks.check(call.parts, call.client, await file.read(MAX_BYTES + 1))
    return LetterCheckView.of(verdict, call.words)
