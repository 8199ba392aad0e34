"""Types into one text note of a running Maroquin with yrs (pycrdt), as a program written by somebody else would.

usage: typist.py URL DOCUMENT_ID TOKEN EDITS SEED EXPECTED_MARKS
Prints the text once it holds EXPECTED_MARKS end marks (one for each typist) and stands still.
"""

import asyncio
import json
import random
import sys

from httpx_ws import aconnect_ws
from pycrdt import Doc, Provider, Text
from pycrdt.websocket.websocket import HttpxWebsocket
import httpx

url, document, token, edits, seed, marks = sys.argv[1:]
LETTERS = ["a", "é", "œ", "ß", "👩‍🚒", "日", "\n", " ", "É", "1"]
END = "⏹"


def byte_index(characters: str, position: int) -> int:
    """yrs counts bytes of UTF-8, Python characters."""
    return len(characters[:position].encode())


async def main() -> None:
    rng = random.Random(int(seed))
    doc = Doc()
    text = doc.get("text", type=Text)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(headers=headers) as client:
        async with aconnect_ws(f"{url}/collab/{document}", client) as socket:
            async with Provider(doc, HttpxWebsocket(socket, document)):
                for _ in range(int(edits)):
                    now = str(text)
                    at = rng.randrange(len(now) + 1)
                    if len(now) > 5 and at < len(now) and now[at] != END and rng.random() < 0.2:
                        del text[byte_index(now, at) : byte_index(now, at + 1)]
                    else:
                        text.insert(byte_index(now, at), rng.choice(LETTERS))
                    await asyncio.sleep(rng.random() / 200)
                text.insert(byte_index(str(text), len(str(text))), END)
                await still(text)
    print(json.dumps({"text": str(text)}))


async def still(text: Text) -> None:
    last, since = "", 0.0
    for _ in range(600):
        await asyncio.sleep(0.1)
        now = str(text)
        since = since + 0.1 if now == last else 0.0
        last = now
        if now.count(END) == int(marks) and since >= 2:
            return
    raise SystemExit("the other typists were not heard within a minute")


asyncio.run(main())
