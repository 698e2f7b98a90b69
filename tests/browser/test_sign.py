"""The signer, who has no account: from the mail to signed, on a telephone."""

import re
import secrets

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.customers import customer
from tests.browser.mail import mailed_code, mailed_link
from tests.browser.site import Site


def test_the_signer_signs_from_the_mailed_link_on_a_telephone(site: Site, window: Opens):
    who, email = customer(site), f"{secrets.token_hex(6)}@example.com"
    draft, asks = who.complete(), who.signs_in(window())
    page = asks.open(f"/orders/{draft.order_id}/draft/letter")
    page.get_by_label("E-mail address of Willow Rosenberg").fill(email)
    page.get_by_role("button", name="Mail the letter").click()
    expect(page.get_by_text("The letter was mailed to its signer")).to_be_visible()
    asks.sound()
    link = mailed_link(site.mails, email)
    signer = window(phone=True)
    page = signer.open(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your mailbox")
    expect(page.get_by_label("Six digits from the mail")).to_have_count(0)
    signer.sound()
    page.get_by_role("button", name="Mail me the code").click()
    expect(page.get_by_role("status")).to_contain_text("The code is on its way")
    code = mailed_code(site.mails, email)
    signer.sound()
    page = signer.open(link)
    expect(page.get_by_label("Six digits from the mail")).to_have_attribute("autocomplete", "one-time-code")
    page.get_by_label("Six digits from the mail").fill(code)
    page.get_by_role("button", name="Open the letter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Letter of Authorization")
    signer.sound()
    page.get_by_label("First name").fill("Willow")
    page.get_by_label("Last name").fill("Rosenberg")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("First name")).to_have_value("Willow")
    signer.sound()
    page.get_by_label("I have read the consent above").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, the letter is signed")
    signer.sound()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the signed letter").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page = signer.open(link)
    expect(page).to_have_title(re.compile("This letter is signed"))
    signer.sound()
    page = signer.open("/verify-letter")
    signer.sound()
    page.get_by_label("The letter, as a PDF").set_input_files(download.value.path())
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The letter is intact")
    expect(page.get_by_role("main")).to_contain_text("Willow Rosenberg")
    expect(page.get_by_role("button", name="Sign", exact=True)).to_have_count(0)
    signer.sound()
