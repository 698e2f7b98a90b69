"""What each problem's type leads to."""

from starlette.responses import Response

from api.calls import Here
from api.front.problems import PROBLEMS, ProblemKind, not_found
from api.front.routes import Router

router = Router(page=True)


@router.get("/problems", public=True)
async def all_problems(call: Here) -> Response:
    return await call.page("problems.html", problems=[_told(kind) for kind in ProblemKind])


@router.get("/problems/{kind}", public=True)
async def one_problem(kind: str, call: Here) -> Response:
    if kind not in set(ProblemKind):
        raise not_found()
    return await call.page("problems.html", problems=[_told(ProblemKind(kind))])


def _told(kind: ProblemKind) -> dict[str, object]:
    text = PROBLEMS[kind]
    return {"kind": kind.value, "status": text.status, "title": text.title, "advice": text.advice}
