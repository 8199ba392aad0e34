"""Lets schemathesis come from many addresses with many tokens of one person: what it judges is the description, not the rates."""

import datetime
import itertools
import json
import os
import random
import re

import schemathesis
from schemathesis.core.parameters import ParameterLocation

MOMENTS = ("endsAt", "expiresAt", "sendAt")
TOKENS = itertools.cycle(os.environ["MAROQUIN_TOKENS"].split(","))
AUDITOR_TOKENS = itertools.cycle(os.environ["MAROQUIN_AUDITOR_TOKENS"].split(","))
# Where administrators find nothing.
FOR_AUDITORS = re.compile("^/api/v1/(audit|approvals)")
IDS = json.loads(os.environ["MAROQUIN_IDS"])


@schemathesis.hook
def before_call(context, case, kwargs):
    # A path that shall not fit the description is left as it is: with a good id it would fit.
    if case.path_parameters and not (case.meta and case.meta.is_negative_at(ParameterLocation.PATH)):
        case.path_parameters = {**case.path_parameters, **given_ids(case)}
    if isinstance(case.body, dict):
        case.body = within_a_year(case.body)
    # RFC 2544 keeps these addresses for tests.
    address = {"X-Forwarded-For": f"198.18.{random.randrange(256)}.{random.randrange(256)}"}
    given = kwargs.get("headers")
    if given is None:
        case.headers = {**(case.headers or {}), **address}
        return
    tokens = AUDITOR_TOKENS if FOR_AUDITORS.search(case.operation.path) else TOKENS
    token = {"Authorization": f"Bearer {next(tokens)}"} if "Authorization" in given else {}
    # Not among the headers of the case: there it would be taken for one that the description does not know.
    kwargs["headers"] = {**given, **address, **token}


@schemathesis.hook
def filter_case(context, case):
    """A header field that nobody knows is ignored (RFC 9110 section 5.1), not refused as this checker wants."""
    return not any(name.lower() == "x-schemathesis-unknown-property" for name in case.headers or {})


def given_ids(case):
    """Ids of what is there, so that a request gets past 404."""
    found = [one["parameters"] for one in IDS if re.search(one["path"], case.operation.path)]
    return {name: value for one in found for name, value in one.items() if name in case.path_parameters}


def within_a_year(body):
    """What a moment must be depends on the day, which a description cannot say."""
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=random.randint(2, 300))
    named = {name: soon.strftime("%Y-%m-%dT%H:%M:%S.000Z") for name in MOMENTS if is_moment(body.get(name))}
    return {**body, **named}


def is_moment(value):
    try:
        return isinstance(value, str) and bool(datetime.datetime.fromisoformat(re.sub("[zZ]$", "+00:00", value)).tzinfo)
    except ValueError:
        return False
