"""Small files that ask for much: memory, time, depth, or an end that never comes. Any clear answer will do."""

import zlib

from tests.documents.hostile.making import FONT, GOOD, PAGES, Case, flate_bomb, packed, pdf, stream, with_catalog, with_content

_DEEP = 50_000
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</X %d 0 R/Y %d 0 R>>>>"
_PATTERN = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001/YStep .001/Resources<<>>"


def _nested_forms(depth: int) -> bytes:
    """Each form draws the next one twice: two to the power of depth drawings."""
    forms = [stream(b"/X Do /Y Do", _FORM % (number + 1, number + 1)) for number in range(6, 6 + depth)]
    last = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return with_content(b"/X Do", b"", *forms, last, resources=b"/XObject<</X 6 0 R>>")


def _image(width: int, height: int, filters: bytes, data: bytes, extra: bytes = b"") -> bytes:
    told = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray/Filter%s%s"
    return with_content(
        b"200 0 0 200 0 0 cm /X Do", b"", stream(data, told % (width, height, filters, extra)), resources=b"/XObject<</X 6 0 R>>"
    )


def _squeezed(data: bytes) -> bytes:
    return with_content(zlib.compress(data, 9), b"/Filter/FlateDecode")


def _nested_pages(depth: int) -> bytes:
    inner = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (number + 1, number - 1) for number in range(2, 2 + depth)]
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", *inner, b"<</Type/Page/MediaBox[0 0 9 9]>>")


CASES = {
    "a bomb of 300 MB": Case(lambda: flate_bomb(300)),
    "a bomb in a bomb": Case(lambda: flate_bomb(100, layers=3)),
    "a bomb of runs": Case(lambda: with_content(b"\x81a" * 2_000_000, b"/Filter/RunLengthDecode")),
    "a bomb of letters": Case(lambda: with_content(b"z" * 5_000_000 + b"~>", b"/Filter/ASCII85Decode")),
    "a bomb in an object stream": Case(lambda: packed(b"<</Type/Catalog/Pages 2 0 R>>", PAGES, b"[" + b"0 " * 3_000_000 + b"]")),
    "many filters": Case(lambda: with_content(b"", b"/Filter[" + b"/ASCIIHexDecode " * 500 + b"]")),
    "a filter nobody knows": Case(lambda: with_content(b"x", b"/Filter/Brotlier")),
    "a predictor with wide rows": Case(
        lambda: with_content(zlib.compress(bytes(9)), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %d>>" % (2**31 - 1))
    ),
    "an image of 100,000 by 100,000": Case(lambda: _image(100_000, 100_000, b"/FlateDecode", zlib.compress(bytes(1000)))),
    "an image of 9 GB": Case(lambda: _image(30_000, 30_000, b"/FlateDecode", zlib.compress(bytes(40_000_000), 9))),
    "an image of no size": Case(lambda: _image(0, 0, b"/FlateDecode", zlib.compress(b""))),
    "an image by JPEG 2000 that is none": Case(lambda: _image(100, 100, b"/JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(99))),
    "an image by JBIG2 that is none": Case(lambda: _image(100, 100, b"/JBIG2Decode", b"\x00\x00\x00\x00\x30" + bytes(200))),
    "an image by JPEG that is none": Case(lambda: _image(100, 100, b"/DCTDecode", b"\xff\xd8\xff\xc0" + b"\xff" * 300)),
    "a fax that is none": Case(lambda: _image(60_000, 60_000, b"/CCITTFaxDecode", b"\x00\x01" * 300, b"/DecodeParms<</K -1>>")),
    "an image that masks itself": Case(lambda: _image(10, 10, b"/FlateDecode", zlib.compress(bytes(100)), b"/SMask 6 0 R")),
    "a form that draws itself": Case(
        lambda: with_content(b"/X Do", b"", stream(b"/X Do", _FORM % (6, 6)), resources=b"/XObject<</X 6 0 R>>")
    ),
    "forms that draw each other a billion times": Case(lambda: _nested_forms(30)),
    "a pattern of endless tiles": Case(
        lambda: with_content(
            b"/Pattern cs /P scn 0 0 200 200 re f", b"", stream(b"0 0 1 1 re f", _PATTERN), resources=b"/Pattern<</P 6 0 R>>"
        )
    ),
    "a pattern of itself": Case(
        lambda: with_content(
            b"/Pattern cs /P scn 0 0 200 200 re f",
            b"",
            stream(b"/Pattern cs /P scn 0 0 1 1 re f", _PATTERN.replace(b"<<>>", b"<</Pattern<</P 6 0 R>>>>")),
            resources=b"/Pattern<</P 6 0 R>>",
        )
    ),
    "a font that draws with itself": Case(
        lambda: with_content(
            b"BT /T 9 Tf (aaaa) Tj ET",
            b"",
            b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]"
            b"/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/Resources<</Font<</T 6 0 R>>>>>>",
            stream(b"9 0 d0 BT /T 9 Tf (aaaa) Tj ET"),
            resources=b"/Font<</T 6 0 R>>",
        )
    ),
    "a shading by a function that calls itself": Case(
        lambda: with_content(
            b"/S sh",
            b"",
            b"<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 7 0 R>>",
            b"<</FunctionType 3/Domain[0 1]/Functions[7 0 R 7 0 R]/Bounds[.5]/Encode[0 1 0 1]>>",
            resources=b"/Shading<</S 6 0 R>>",
        )
    ),
    "a font size beyond numbers": Case(lambda: with_content(b"BT /F 1e38 Tf 20 100 Td (Bill) Tj ET")),
    "a number of ten thousand digits": Case(lambda: with_content(b"BT /F " + b"9" * 10_000 + b" Tf (Bill) Tj ET")),
    "a million saved states": Case(lambda: _squeezed(b"q " * 1_000_000)),
    "a million restored states": Case(lambda: _squeezed(b"Q " * 1_000_000)),
    "a million lines": Case(lambda: _squeezed(b"0 0 m 200 200 l S " * 500_000)),
    "a million curves": Case(lambda: _squeezed(b"0 0 m 9 200 200 9 99 99 c S " * 200_000)),
    "clipping in clipping": Case(lambda: _squeezed(b"0 0 200 200 re W n " * 200_000)),
    "a string without an end": Case(lambda: with_content(b"BT /F 9 Tf (" + b"(" * 500_000)),
    "an inline image without an end": Case(lambda: with_content(b"BI /W 9999 /H 9999 /BPC 8 /CS /G ID " + bytes(1000))),
    "a dash of nothing": Case(lambda: with_content(b"[0 0 0] 0 d 0 0 m 200 200 l S [.00001] 0 d 9 w 0 0 m 200 200 l S")),
    "text that never moves on": Case(lambda: _squeezed(b"BT /F 9 Tf 20 100 Td " + b"( ) Tj " * 300_000 + b"ET")),
    "marks in marks": Case(lambda: _squeezed(b"/P <</ActualText (123)>> BDC " * 50_000)),
    "a page tree that holds itself": Case(lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")),
    "a page tree of 5,000 floors": Case(lambda: _nested_pages(5_000)),
    "a page that is its own parent": Case(lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", PAGES, b"<</Type/Page/Parent 3 0 R>>")),
    "a reference to itself": Case(lambda: pdf(b"1 0 R")),
    "a catalog that is a number": Case(lambda: pdf(b"42")),
    "no catalog": Case(lambda: pdf(b"<</Type/Nothing>>")),
    "a catalog that is not there": Case(lambda: pdf(b"<<>>", root=b"99 0 R")),
    "a count that lies": Case(lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2000000000>>")),
    "a negative count": Case(lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count -1>>")),
    "deep arrays": Case(lambda: with_catalog(b"/X" + b"[" * _DEEP + b"]" * _DEEP)),
    "deep dictionaries": Case(lambda: with_catalog(b"/X" + b"<</A" * _DEEP + b" 1" + b">>" * _DEEP)),
    "a name of a megabyte": Case(lambda: with_catalog(b"/" + b"A" * 1_000_000 + b" 1")),
    "an outline in a circle": Case(lambda: with_catalog(b"/Outlines<</First 6 0 R>>", b"<</Title(a)/Next 6 0 R/First 6 0 R>>")),
    "a form field in a circle": Case(lambda: with_catalog(b"/AcroForm<</Fields[6 0 R]>>", b"<</Kids[6 0 R]/Parent 6 0 R>>")),
    "a table that points to itself": Case(lambda: pdf(b"<</Type/Catalog>>", trailer=b"/Prev 9")),
    "a table that points behind the end": Case(lambda: pdf(b"<</Type/Catalog>>", trailer=b"/Prev 99999999")),
    "a table of nonsense": Case(lambda: b"%PDF-1.4\nxref\n0 99999999\nstartxref\n9\n%%EOF"),
    "a table at a negative place": Case(lambda: GOOD[: GOOD.rfind(b"startxref")] + b"startxref\n-5\n%%EOF"),
    "an object stream that holds itself": Case(lambda: pdf(b"<</Type/ObjStm/N 1/First 4/Extends 1 0 R/Length 0>>\nstream\n\nendstream")),
    "a length that lies": Case(lambda: with_content(b"BT ET", b"/Length 999999999")),
    "a length that is its own stream": Case(lambda: with_catalog(b"", b"<</Length 6 0 R>>\nstream\nx\nendstream")),
    "nothing but the frame": Case(lambda: b"%PDF-1.4\n%%EOF"),
    "a page as large as a field": Case(lambda: with_catalog(b"").replace(b"0 0 200 200", b"0 0 2e9 2e9")),
    "a page of no size": Case(lambda: with_catalog(b"").replace(b"0 0 200 200", b"0 0 0 000")),
    "a page inside out": Case(lambda: with_catalog(b"").replace(b"0 0 200 200", b"200 200 0 0")),
    "a page turned by 37 degrees": Case(lambda: with_catalog(b"", page=b"/Rotate 37")),
    "a page in its own units": Case(lambda: with_catalog(b"", page=b"/UserUnit 1e30")),
    "letters that mean others without end": Case(
        lambda: with_content(
            b"BT /T 9 Tf 20 100 Td (aaaa) Tj ET",
            b"",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>",
            stream(b"1 beginbfrange <00> <ff> <" + b"0041" * 50_000 + b"> endbfrange"),
            resources=b"/Font<</T 6 0 R>>",
        )
    ),
    "a font file of noise": Case(
        lambda: with_content(
            b"BT /T 9 Tf 20 100 Td (aaaa) Tj ET",
            b"",
            b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 7 0 R>>>>",
            stream(bytes(range(256)) * 40),
            resources=b"/Font<</T 6 0 R>>",
        )
    ),
    "annotations by the thousand": Case(
        lambda: with_catalog(b"", page=b"/Annots[" + b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/AP<</N 6 0 R>>>>" * 5_000 + b"]")
    ),
    "a note that draws itself": Case(
        lambda: with_catalog(
            b"", stream(b"/X Do", _FORM % (6, 6)), page=b"/Annots[<</Type/Annot/Subtype/Stamp/Rect[0 0 99 99]/AP<</N 6 0 R>>>>]"
        )
    ),
    "two hundred fonts in one line": Case(
        lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            PAGES,
            b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<<"
            + b"".join(b"/F%d 5 0 R" % number for number in range(200))
            + b">>>>>>",
            stream(b"BT " + b"".join(b"/F%d 9 Tf (a) Tj " % number for number in range(200)) + b"ET"),
            FONT,
        )
    ),
}
