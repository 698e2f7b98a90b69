import ast
import json
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from domain.porting import announcements
from notifications.message import Message
from notifications.registry import MessageDoesNotFit, UnknownMessage, message_data, message_from, message_types
from notifications.render import _environment
from notifications.samples import SAMPLES
from words.mails import OPTIONAL_MAILS
from words.translation import Words


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_a_message_comes_back_from_its_stored_json(template):
    stored = json.loads(json.dumps(message_data(SAMPLES[template])))
    assert message_from(template, stored) == SAMPLES[template]


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_a_stored_row_with_a_field_more_or_less_is_named(template):
    stored = message_data(SAMPLES[template])
    first = next(iter(stored))
    with pytest.raises(MessageDoesNotFit) as missing:
        message_from(template, {name: value for name, value in stored.items() if name != first})
    assert missing.value.fields == (first,)
    with pytest.raises(MessageDoesNotFit) as extra:
        message_from(template, stored | {"shoe_size": 38})
    assert extra.value.fields == ("shoe_size",)


def test_what_does_not_fit_is_named_and_not_repeated():
    with pytest.raises(MessageDoesNotFit) as error:
        message_from("activation_code", {"code": 204816, "valid_minutes": "soon"})
    assert error.value.fields == ("code", "valid_minutes")
    assert "204816" not in str(error.value)


def test_a_moment_without_a_zone_does_not_fit():
    stored = message_data(SAMPLES["foc_confirmed"]) | {"foc": "2026-12-01T18:30:00"}
    with pytest.raises(MessageDoesNotFit):
        message_from("foc_confirmed", stored)


def test_a_template_that_is_gone_is_an_error():
    with pytest.raises(UnknownMessage):
        message_from("telegram", {})


def test_what_can_be_chosen_is_what_is_optional():
    assert OPTIONAL_MAILS.keys() == {name for name, kind in message_types().items() if kind.optional}


def test_admins_may_unsubscribe_from_every_order_mail_but_of_problems():
    compulsory = {name for name, kind in message_types().items() if not kind.optional}
    codes = {"activation_code", "reset_code", "sign_code"}
    personal = codes | {"password_changed", "welcome", "invitation", "number_works", "please_sign", "sign_reminder"}
    security = {"access_removed", "role_changed", "security_notice", "numbers_taken_over"}
    assert compulsory == personal | security | {"problem_found", "order_rejected", "webhook_disabled"}
    assert all(issubclass(kind, Message) and kind.__dataclass_params__.frozen for kind in message_types().values())


def test_every_message_that_the_domain_announces_is_in_the_registry():
    tree = ast.parse(Path(announcements.__file__).read_text("utf-8"))
    constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    named = {value for value in constants if re.fullmatch("[a-z]+(_[a-z]+)+", value)}
    assert "foc_confirmed" in named
    assert named <= message_types().keys()


def test_a_fact_that_is_missing_is_an_error_and_not_a_blank():
    with pytest.raises(UndefinedError):
        _environment(Words()).get_template("foc_confirmed/body.txt").render()
