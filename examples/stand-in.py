#!/usr/bin/env python3
"""A stand-in for the services that the examples call, so that they run without any account.

POST /bookings        a confirmation code; the same Idempotency-Key gives the same code
GET  /orders/NUMBER   an order, for numbers that begin with 1 to 8; others are not found
"""
import argparse
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

codes = {}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(min(length, 1 << 16))
        if self.path != "/bookings":
            return self.answer(404, {"error": "no such thing"})
        key = self.headers.get("Idempotency-Key", "")
        code = codes.setdefault(key, "K%d" % (len(codes) + 7))
        self.answer(201, {"code": code})

    def do_GET(self):
        number = self.path.split("?")[0].removeprefix("/orders/")
        if not self.path.startswith("/orders/") or not number.isdigit() or number[0] in "09":
            return self.answer(404, {"error": "no such order"})
        status = ["shipped", "delivered", "packing", "held"][int(number) % 4]
        self.answer(200, {"status": status, "carrier": "Coastal Parcel", "due": "2026-12-24"})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=9090)
    ThreadingHTTPServer(("127.0.0.1", parser.parse_args().port), Handler).serve_forever()
