"""Crowds and rude clients: idle sockets, a client that never reads, a flood on one conversation.

usage: crowd.py PROGRAM [--sockets N] [--only flood,deaf,idle]

Trains the small bot of dialogue_benchmark.py, serves it with Socket.IO, and prints what each crowd
costs the server and what it is told. Clients are plain sockets of this process.
"""
import argparse
import base64
import collections
import json
import os
import resource
import select
import socket
import struct
import threading
import time

import dialogue_benchmark
from dialogue_benchmark import Served, middle, processor_seconds
from nlu_benchmark import resident_megabytes


def frame(text):
    """A masked WebSocket text frame (RFC 6455, section 5.2) with the mask 0."""
    body = text.encode()
    if len(body) < 126:
        return struct.pack("!BB", 0x81, 0x80 | len(body)) + bytes(4) + body
    return struct.pack("!BBH", 0x81, 0x80 | 126, len(body)) + bytes(4) + body


def connect(port, buffer=None, address=None):
    """A Socket.IO client over WebSocket that is in the default namespace; `address` stands in for one of the internet."""
    client = socket.socket()
    if buffer:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    client.settimeout(60)
    client.connect(("127.0.0.1", port))
    key = base64.b64encode(os.urandom(16)).decode()
    forwarded = f"X-Forwarded-For: {address}\r\n" if address else ""
    client.sendall((f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n{forwarded}Upgrade: websocket\r\n"
                    f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
    wait_for(client, b'"sid"')
    client.sendall(frame("40"))
    wait_for(client, b"40{")
    return client


def wait_for(client, what):
    seen = b""
    while what not in seen:
        piece = client.recv(4096)
        if not piece:
            raise OSError(f"closed after {seen[-200:]}")
        seen += piece


def idle(served, count):
    pid = served.process.pid
    before = resident_megabytes(pid)
    quiet = middle(served.turns([f"q{index}" for index in range(300)]))
    begin, clients, refused = time.time(), [], 0
    for _ in range(count):
        try:
            clients.append(connect(served.port))
        except OSError:
            refused += 1
    opened = time.time() - begin
    alive = threading.Event()

    def answer_pings():
        poll = select.epoll()
        by_number = {client.fileno(): client for client in clients}
        for number in by_number:
            poll.register(number, select.EPOLLIN)
        while not alive.is_set():
            for number, _ in poll.poll(0.2):
                try:
                    data = by_number[number].recv(4096)
                except OSError:
                    data = b""
                if not data:
                    poll.unregister(number)
                    lost.append(number)
                elif b"2" in data:
                    by_number[number].sendall(frame("3"))

    lost = []
    thread = threading.Thread(target=answer_pings)
    thread.start()
    cpu, begin = processor_seconds(pid), time.time()
    time.sleep(40)
    cost = (processor_seconds(pid) - cpu) / (time.time() - begin) * 100
    busy = middle(served.turns([f"i{index}" for index in range(300)]))
    more = resident_megabytes(pid) - before
    print(f"{len(clients)} idle sockets in {opened:.1f} s, {refused} refused, {len(lost)} lost in 40 s; memory {before:.0f} MB and "
          f"{more:.0f} MB more ({more / max(1, len(clients)) * 1024:.1f} KiB each); {cost:.1f} % of a core; "
          f"a turn over REST {quiet:.2f} ms without, {busy:.2f} ms with them")
    alive.set()
    thread.join()
    for client in clients:
        client.close()
    time.sleep(3)
    print(f"afterwards {resident_megabytes(pid):.0f} MB")


def deaf(served, address=None):
    """Asks and asks, and never reads an answer; from this machine, or from an address that is counted."""
    pid, before, sent = served.process.pid, resident_megabytes(served.process.pid), 0
    client = connect(served.port, buffer=4096, address=address)
    client.settimeout(20)
    end = "still open"
    try:
        for sent in range(80_000):
            client.sendall(frame("42" + json.dumps(["user_uttered", {"message": "hello " + "x" * 900}])))
            if sent % 50 == 0:
                # So that most are answered: a line of a hundred is refused the rest.
                time.sleep(0.015)
    except socket.timeout:
        end = "the server reads no more"
    except OSError as error:
        end = f"closed by the server ({type(error).__name__})"
    most = resident_megabytes(pid)
    client.close()
    well = served.say("after the deaf one", "hello")
    print(f"a client {f'of {address}' if address else 'of this machine'} that never reads: {sent} messages of 1 KB sent, then: {end}; memory {before:.0f} to {most:.0f} MB; "
          f"others are answered: {bool(well)}")


def flood(served, count):
    """Many messages for one conversation at once, each on a connection of its own."""
    pid, before = served.process.pid, resident_megabytes(served.process.pid)
    body = json.dumps({"sender": "one", "message": "hello"})
    request = (f"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
               f"Content-Length: {len(body)}\r\n\r\n{body}").encode()
    clients = []
    for _ in range(count):
        client = socket.create_connection(("127.0.0.1", served.port), timeout=60)
        client.sendall(request[:-1])
        clients.append(client)
    begin = time.time()
    for client in clients:
        client.sendall(request[-1:])
    answers = collections.Counter()
    example = ""
    for client in clients:
        data = b""
        while piece := client.recv(65536):
            data += piece
        status = data.split(b" ")[1].decode() if data else "nothing"
        answers[status] += 1
        if status == "429":
            example = data.split(b"\r\n\r\n", 1)[1].decode()
        client.close()
    print(f"a flood of {count} messages on one conversation: {dict(answers)} in {time.time() - begin:.2f} s; memory {before:.0f} to "
          f"{resident_megabytes(pid):.0f} MB; others are answered: {bool(served.say('another', 'hello'))}\n  {example}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--sockets", type=int, default=10_000)
    parser.add_argument("--only", default="flood,deaf,idle")
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    dialogue_benchmark.CREDENTIALS = "rest:\nsocketio:\n  user_message_evt: user_uttered\n  bot_message_evt: bot_uttered\n"
    print(f"load average {os.getloadavg()[0]:.2f}")
    only = options.only.split(",")
    with Served(os.path.abspath(options.program), 5933, "{}\n") as served:
        if "flood" in only:
            flood(served, 2_000)
        if "deaf" in only:
            deaf(served, "198.51.100.7")
            deaf(served)
        if "idle" in only:
            idle(served, options.sockets)


if __name__ == "__main__":
    main()
