"""The eyes of the other tests: they see what they are to see."""

import pytest

from tests.browser.conftest import Opens
from tests.browser.markup import faults
from tests.browser.site import Site

SOUND = '<!doctype html><html lang="en"><head><title>x</title></head><body><main><h1>x</h1>{}</main></body></html>'


def test_a_sound_page_has_no_fault():
    assert faults(SOUND.format('<p><label for="a">A</label> <input id="a" name="a"></p>')) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "<p><b>x</p></b>", "<div>", "</div>", '<p id="a"></p><p id="a"></p>', '<input name="a">', "<h1>again</h1>", "<p><ul></ul></p>",
        '<p style="color: red">x</p>', "<script>1</script>", '<button onclick="x()">x</button>', '<label for="none">x</label>',
        "<form><form></form></form>", '<p aria-describedby="none">x</p>', '<p class="a" class="b">x</p>', "<h3>x</h3>", "<p>a & b</p>",
        "<p>&unknown;</p>", "<p>a < b</p>", '<p class="a"id="b">x</p>', "<div/>", '<form method="post"></form>', "<ul>x</ul>",
        "<ul><p>x</p></ul>", "<div><li>x</li></div>", "<dl><dd>x</dd></dl>", "<dl><dt>x</dt></dl>", "<a href='/'><button>x</button></a>",
        "<table><tr><td>x</td></tr><tr><td>x</td><td>x</td></tr></table>", "<table><tr><th>x</th></tr></table>", '<a href="#none">x</a>',
        '<a href="/"></a>', '<img src="/a.svg">', '<img src="https://example.com/a.svg" alt="">', '<table><td>x</td></table>',
        "<details><p>x</p><summary>x</summary></details>", "<fieldset><p>x</p><legend>x</legend></fieldset>", '<p id="a b">x</p>',
    ],
)  # fmt: skip
def test_a_faulty_page_is_told_of(wrong: str):
    assert faults(SOUND.format(wrong)) != []


def test_a_page_without_language_or_doctype_is_told_of():
    assert len(faults("<html><head><title>x</title></head><body><main><h1>x</h1></main></body></html>")) == 2


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("document.querySelector('main').innerHTML += '<img src=\"/static/mark.svg\">'", "axe image-alt"),
        ("document.querySelector('main').innerHTML += '<pre>' + 'x'.repeat(500) + '</pre>'", "px wide at 320"),
        ("console.error('something')", "console: something"),
        ("fetch('http://localhost:9/').catch(() => 0)", "Content Security Policy"),
        ("document.body.appendChild(Object.assign(document.createElement('script'), {textContent: '1'}))", "console:"),
        ("setTimeout(() => { throw new Error('oh') })", "script:"),
    ],
)
def test_a_window_notices(window: Opens, site: Site, done: str, told: str):
    visit = window()
    page = visit.open("/sign-in")
    visit.sound()
    page.evaluate(f"() => {{ {done} }}")
    with pytest.raises(AssertionError, match=told):
        visit.sound()
