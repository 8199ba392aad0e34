"""Runs every check of scim2-tester against ADDRESS with the bearer TOKEN: prints them as JSON."""

import json
import sys

import httpx2
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import check_server

address, token = sys.argv[1:3]
with httpx2.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30) as http:
    client = SyncSCIMClient(http)
    client.check_response_status_codes = True
    client.check_response_content_type = True
    results = check_server(client)
print(json.dumps([{"status": r.status.name, "title": r.title, "reason": r.reason} for r in results]))
