"""PDFs that would do something: every action in every place from which it can be started, and what they carry along."""

from tests.documents.hostile.making import FONT, GOOD, PAGE, PAGES, URL, Case, packed, pdf, stream, with_catalog, with_content

_ACTIONS = {
    "JavaScript": (b"<</S/JavaScript/JS(app.launchURL\\('" + URL + b"'\\))>>", "pdf.javascript"),
    "JavaScript in a stream": (b"<</S/JavaScript/JS 9 0 R>>", "pdf.javascript"),
    "JavaScript with escaped names": (b"<</S/J#61vaScript/J#53(1)>>", "pdf.javascript"),
    "Launch": (b"<</S/Launch/F(calc.exe)>>", "pdf.launch"),
    "Launch with an escaped name": (b"<</S/L#61unch/F(calc.exe)>>", "pdf.launch"),
    "Launch for Windows": (b"<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>", "pdf.launch"),
    "SubmitForm": (b"<</S/SubmitForm/F<</FS/URL/F(" + URL + b")>>/Fields[]>>", "pdf.submit_form"),
    "ImportData": (b"<</S/ImportData/F(a.fdf)>>", "pdf.submit_form"),
    "GoToR": (b"<</S/GoToR/F(other.pdf)/D[0/Fit]>>", "pdf.remote_goto"),
    "Thread": (b"<</S/Thread/F(other.pdf)/D 0>>", "pdf.remote_goto"),
    "GoToE": (b"<</S/GoToE/F(other.pdf)/D[0/Fit]>>", "pdf.remote_goto"),
    "Rendition": (b"<</S/Rendition/OP 0>>", "pdf.rich_media"),
    "Sound": (b"<</S/Sound/Volume 1>>", "pdf.rich_media"),
}


def _carried(action: bytes) -> dict[str, bytes]:
    """The action in each place that a viewer starts it from."""
    return {
        "on opening": with_catalog(b"/OpenAction " + action),
        "on opening by reference": with_catalog(b"/OpenAction 6 0 R", action),
        "on printing": with_catalog(b"/AA<</WP " + action + b">>"),
        "on a page": with_catalog(b"", page=b"/AA<</O " + action + b">>"),
        "behind a click": with_catalog(b"", page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A " + action + b">>]"),
        "after another action": with_catalog(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[" + action + b"]>>"),
        "in the outline": with_catalog(b"/Outlines<</First 6 0 R>>", b"<</Title(a)/A " + action + b">>"),
        "that no page leads to": with_catalog(b"", action),
        "in a compressed stream": packed(b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R>>", PAGES, PAGE % b"", b"null", FONT, action),
    }


def _of(name: str, place: str) -> bytes:
    return _carried(_ACTIONS[name][0])[place]


ACTIONS = {
    f"{code} {name} {place}": Case(lambda name=name, place=place: _of(name, place), code)
    for name, (_, code) in _ACTIONS.items()
    for place in _carried(b"")
}

_URI = b"<</S/URI/URI(" + URL + b")>>"
_SPEC = b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>"

OTHERS = {
    "pdf.javascript in the name tree": Case(
        lambda: with_catalog(b"/Names<</JavaScript<</Names[(a)6 0 R]>>>>", b"<</JS(1)>>"), "pdf.javascript"
    ),
    "pdf.javascript by a name elsewhere": Case(lambda: with_catalog(b"", b"<</S 7 0 R>>", b"/JavaScript"), "pdf.javascript"),
    "pdf.javascript in a form field": Case(
        lambda: with_catalog(b"/AcroForm<</Fields[6 0 R]>>", b"<</FT/Tx/AA<</K<</S/JavaScript/JS(1)>>>>>>"), "pdf.javascript"
    ),
    "pdf.open_action an address at once": Case(lambda: with_catalog(b"/OpenAction " + _URI), "pdf.open_action"),
    "pdf.open_action an address by reference": Case(lambda: with_catalog(b"/OpenAction 6 0 R", _URI), "pdf.open_action"),
    "pdf.open_action an address on a page": Case(lambda: with_catalog(b"", page=b"/AA<</O " + _URI + b">>"), "pdf.open_action"),
    "pdf.open_action an address on closing": Case(lambda: with_catalog(b"/AA<</WC " + _URI + b">>"), "pdf.open_action"),
    "pdf.open_action an address after another action": Case(
        lambda: with_catalog(b"/OpenAction<</S/GoTo/D[3 0 R]/Next[<</S/GoTo/Next 6 0 R>>]>>", _URI), "pdf.open_action"
    ),
    "pdf.open_action a chain without end": Case(
        lambda: with_catalog(b"/OpenAction 6 0 R", b"<</S/GoTo/D[3 0 R]/Next 6 0 R>>"), "pdf.open_action"
    ),
    "pdf.embedded_file in the name tree": Case(lambda: with_catalog(b"/Names<</EmbeddedFiles<</Names[]>>>>"), "pdf.embedded_file"),
    "pdf.embedded_file a specification": Case(lambda: with_catalog(b"", _SPEC, stream(b"MZ", b"/Type/EmbeddedFile")), "pdf.embedded_file"),
    "pdf.embedded_file an associated file": Case(
        lambda: with_catalog(b"/AF[6 0 R]", _SPEC, stream(b"MZ", b"/Type/EmbeddedFile")), "pdf.embedded_file"
    ),
    "pdf.embedded_file a note": Case(lambda: with_catalog(b"", b"<</Type/Annot/Subtype/FileAttachment>>"), "pdf.embedded_file"),
    "pdf.embedded_file with an escaped name": Case(lambda: with_catalog(b"/Names<</Embedded#46iles<</Names[]>>>>"), "pdf.embedded_file"),
    "pdf.xfa in an array": Case(lambda: with_catalog(b"/AcroForm<</XFA[(preamble)6 0 R]>>", stream(b"<xdp/>")), "pdf.xfa"),
    "pdf.xfa in a stream": Case(lambda: with_catalog(b"/AcroForm<</XFA 6 0 R>>", stream(b"<xdp/>")), "pdf.xfa"),
    "pdf.xfa with an escaped name": Case(lambda: with_catalog(b"/AcroForm<</X#46A(x)>>"), "pdf.xfa"),
    **{
        f"pdf.rich_media a {kind} note": Case(
            lambda kind=kind: with_catalog(b"", b"<</Type/Annot/Subtype/%s>>" % kind.encode()), "pdf.rich_media"
        )
        for kind in ("RichMedia", "Screen", "Movie", "Sound", "3D")
    },
    "pdf.rich_media its content": Case(lambda: with_catalog(b"", b"<</RichMediaContent<<>>>>"), "pdf.rich_media"),
    "pdf.external_stream content elsewhere": Case(lambda: with_content(b"", b"/F(" + URL + b")"), "pdf.external_stream"),
    "pdf.external_stream by specification": Case(lambda: with_content(b"", b"/F<</FS/URL/F(" + URL + b")>>"), "pdf.external_stream"),
    "pdf.external_stream a page of another file": Case(
        lambda: with_content(b"", b"/Ref<</F(" + URL + b")/Page 0>>"), "pdf.external_stream"
    ),
    "pdf.external_stream a picture of another file": Case(
        lambda: with_content(b"", b"/OPI<</1.3<</Type/OPI/F(" + URL + b")>>>>"), "pdf.external_stream"
    ),
    "pdf.external_stream with a filter": Case(lambda: with_content(b"", b"/FFilter/FlateDecode"), "pdf.external_stream"),
    "pdf.active_content a shadowed object": Case(
        lambda: GOOD.replace(b"startxref", b"9 0 obj\n<</S/JavaScript>>\nendobj\nstartxref"), "pdf.active_content"
    ),
    "pdf.active_content a shadowed object with an escaped name": Case(
        lambda: GOOD.replace(b"startxref", b"9 0 obj\n<</S/#4caunch>>\nendobj\nstartxref"), "pdf.active_content"
    ),
    "pdf.submit_form in an older revision": Case(lambda: GOOD[:9] + b"90 0 obj<</S/SubmitForm>>endobj\n" + GOOD[9:], "pdf.submit_form"),
    "pdf.broken locked by a dictionary that is not there": Case(lambda: pdf(b"<</Type/Catalog>>", trailer=b"/Encrypt 9 0 R"), "pdf.broken"),
}

CASES = ACTIONS | OTHERS
