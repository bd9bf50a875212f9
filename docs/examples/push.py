#!/usr/bin/env python3
"""Sends an ISO 2709 file to Liantu with nothing but Python 3. The key comes from LIANTU_KEY.

    LIANTU_KEY=… python3 push.py http://127.0.0.1:4000 CN-320508-C-SL01 catalogue.iso
"""
import base64, gzip, hashlib, json, os, sys, time, urllib.request

server, library, file = sys.argv[1:4]
content = open(file, "rb").read()


def call(method, path, body, headers):
    headers["Authorization"] = "Bearer " + os.environ["LIANTU_KEY"]
    request = urllib.request.Request(server + path, data=body, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def graphql(query, **variables):
    body = json.dumps({"query": query, "variables": variables}).encode()
    answer = call("POST", "/graphql", body, {"Content-Type": "application/json"})
    if answer.get("errors"):
        sys.exit("; ".join(error["message"] for error in answer["errors"]))
    return answer["data"]


# Records end with byte 1D; they are cut as bytes and never decoded here, so any charset goes through unharmed.
records = [part + b"\x1d" for part in content.split(b"\x1d") if len(part) > 24]
lines = [json.dumps({"format": "iso2709", "raw": base64.b64encode(record).decode()}) for record in records]

# The same key for the same file: run again after a failure, it goes on with the same push where that stopped.
begin = "mutation ($input: BeginPushInput!) { beginPush(input: $input) { push { id state nextSeq } problems { message } } }"
key = hashlib.sha256(content).hexdigest()
begun = graphql(begin, input={"library": library, "mode": "DELTA", "idempotencyKey": key})["beginPush"]
if begun["push"] is None:
    sys.exit("; ".join(problem["message"] for problem in begun["problems"]))
push, is_open = begun["push"]["id"], begun["push"]["state"] == "OPEN"
chunks = range(begun["push"]["nextSeq"], (len(lines) + 499) // 500) if is_open else []

for seq in chunks:
    chunk = gzip.compress(("\n".join(lines[seq * 500 : (seq + 1) * 500]) + "\n").encode())
    call("PUT", f"/push/{push}/{seq}", chunk, {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"})

if is_open:
    graphql("mutation ($id: ID!) { commitPush(id: $id) { problems { message } } }", id=push)
while True:
    query = "query ($id: ID!) { push(id: $id) { state received added changed unchanged quarantined heldReason } }"
    state = graphql(query, id=push)["push"]
    if state["state"] not in ("OPEN", "APPLYING"):
        print(json.dumps(state, ensure_ascii=False))
        sys.exit(0 if state["state"] == "DONE" else 1)
    time.sleep(0.2)
