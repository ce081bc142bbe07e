"""Calls the probe with python's grpcio (C core) and prints what came of it, by scenario, as one JSON object.

Messages are written by hand, byte for byte: nothing of ours takes part. usage: client.py HOST:PORT
"""
import json
import sys

import grpc


def text_field(number, text):
    data = text.encode()
    length = b""
    size = len(data)
    while size > 0x7F:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return bytes([number << 3 | 2]) + length + bytes([size]) + data


channel = grpc.insecure_channel(sys.argv[1])


def raw(kind, path):
    return getattr(channel, kind)(path, request_serializer=None, response_deserializer=None)


def ended(error):
    return {"code": error.code().value[0], "message": error.details()}


def unary(method, request=b"", **more):
    try:
        return {"code": 0, "response": raw("unary_unary", method)(request, timeout=more.pop("timeout", 20), **more).hex()}
    except grpc.RpcError as error:
        return ended(error)


def stream(method, request=b"", **more):
    messages = []
    try:
        for message in raw("unary_stream", method)(request, timeout=more.pop("timeout", 20), **more):
            messages.append(message.hex())
        return {"code": 0, "messages": messages}
    except grpc.RpcError as error:
        return {**ended(error), "messages": messages}


probe = "/probe.v1.ProbeService/"
found = {
    "health": unary("/grpc.health.v1.Health/Check"),
    "healthOfUnknown": unary("/grpc.health.v1.Health/Check", text_field(1, "nobody.v1.Nobody")),
    "unary": unary(probe + "Echo", text_field(1, "ping")),
    "large": len(unary(probe + "Echo", text_field(1, "x" * 3_000_000)).get("response", "")),
    "gzip": unary(probe + "Echo", text_field(1, "ping"), compression=grpc.Compression.Gzip),
    "stream": stream(probe + "Count", b"\x08\x03"),
    "streamRefused": stream(probe + "Count", b"\x08\x02\x10\x09"),
    "deadline": unary(probe + "Wait", text_field(1, "python-deadline"), timeout=0.3),
    "badToken": unary(probe + "Secret", metadata=[("authorization", "Bearer forged")]),
    "wrongRole": unary(probe + "Operate", metadata=[("authorization", "Bearer reader")]),
    "unknownMethod": unary(probe + "Nothing"),
    "broken": unary(probe + "Break"),
    "notAMessage": unary(probe + "Echo", b"\xff\xff\xff"),
    "duplex": [m.hex() for m in raw("stream_stream", probe + "Chat")(iter([text_field(1, "a"), text_field(1, "b")]), timeout=20)],
}
channel.close()
print(json.dumps(found))
