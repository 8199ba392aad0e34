"""Lets schemathesis come from many addresses with many tokens of one person: what it judges is the description, not the rates."""

import itertools
import os
import random

import schemathesis

TOKENS = itertools.cycle(os.environ["MAROQUIN_TOKENS"].split(","))


@schemathesis.hook
def before_call(context, case, kwargs):
    headers = case.headers if case.headers is not None else {}
    # RFC 2544 keeps these addresses for tests.
    headers["X-Forwarded-For"] = f"198.18.{random.randrange(256)}.{random.randrange(256)}"
    case.headers = headers
    given = kwargs.get("headers") or {}
    if "Authorization" in given:
        kwargs["headers"] = {**given, "Authorization": f"Bearer {next(TOKENS)}"}
