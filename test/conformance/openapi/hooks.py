"""Lets schemathesis come from many addresses with many tokens of one person: what it judges is the description, not the rates."""

import datetime
import itertools
import os
import random

import schemathesis

MOMENTS = ("endsAt", "expiresAt", "sendAt")
TOKENS = itertools.cycle(os.environ["MAROQUIN_TOKENS"].split(","))


@schemathesis.hook
def before_call(context, case, kwargs):
    headers = case.headers if case.headers is not None else {}
    # RFC 2544 keeps these addresses for tests.
    headers["X-Forwarded-For"] = f"198.18.{random.randrange(256)}.{random.randrange(256)}"
    case.headers = headers
    if isinstance(case.body, dict):
        case.body = within_a_year(case.body)
    given = kwargs.get("headers") or {}
    if "Authorization" in given:
        kwargs["headers"] = {**given, "Authorization": f"Bearer {next(TOKENS)}"}


def within_a_year(body):
    """What a moment must be depends on the day, which a description cannot say."""
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=random.randint(2, 300))
    named = {name: soon.strftime("%Y-%m-%dT%H:%M:%S.000Z") for name in MOMENTS if is_moment(body.get(name))}
    return {**body, **named}


def is_moment(value):
    try:
        return isinstance(value, str) and value.endswith("Z") and bool(datetime.datetime.fromisoformat(value[:-1]))
    except ValueError:
        return False
