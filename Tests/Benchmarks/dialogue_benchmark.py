"""Measures conversations: one turn, many at once, a long one, many stored ones; prints ratios.

usage: dialogue_benchmark.py PROGRAM [--rasa RASA] [--stored N] [--long N] [--seconds N]

PROGRAM and RASA are programs with Rasa's command line; both train the same small bot (rules, a
memorised story, responses) and keep their conversations in SQLite files. CPU seconds and ratios
are what counts; the load average is printed beside wall times. Everything listens on loopback and
is stopped by its process id.
"""
import argparse
import http.client
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from nlu_benchmark import QUIET, resident_megabytes

BOT = {
    "config.yml": "recipe: default.v1\nassistant_id: bench\nlanguage: en\npipeline:\n- name: WhitespaceTokenizer\n"
                  "- name: CountVectorsFeaturizer\n- name: LogisticRegressionClassifier\npolicies:\n"
                  "- name: MemoizationPolicy\n  max_history: 5\n- name: RulePolicy\n",
    "domain.yml": "version: '3.1'\nintents: [greet, bye, order, thank]\nresponses:\n  utter_greet: [{text: Hello there}]\n"
                  "  utter_bye: [{text: Goodbye}]\n  utter_order: [{text: What would you like}]\n  utter_thank: [{text: Welcome}]\n",
    "data/nlu.yml": "version: '3.1'\nnlu:\n- intent: greet\n  examples: |\n    - hello\n    - hi there\n    - good morning\n"
                    "- intent: bye\n  examples: |\n    - goodbye\n    - see you\n    - bye now\n"
                    "- intent: order\n  examples: |\n    - I want to order\n    - an order please\n    - can I order food\n"
                    "- intent: thank\n  examples: |\n    - thanks\n    - thank you\n    - many thanks\n",
    "data/stories.yml": "version: '3.1'\nrules:\n- rule: greet\n  steps: [{intent: greet}, {action: utter_greet}]\n"
                        "- rule: bye\n  steps: [{intent: bye}, {action: utter_bye}]\nstories:\n- story: order\n"
                        "  steps: [{intent: order}, {action: utter_order}, {intent: thank}, {action: utter_thank}]\n",
}
CREDENTIALS = "rest:\n"
TEXTS = ["hello", "see you", "good morning", "goodbye"]


def processor_seconds(pid):
    """The CPU time of a process's threads, to the nanosecond (/proc/PID/task/*/schedstat)."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            total += int(open(f"/proc/{pid}/task/{thread}/schedstat").read().split()[0])
        except OSError:
            pass
    return total / 1e9


class Served:
    """A program that trains the bot and serves it, as a context."""

    def __init__(self, program, port, store):
        self.port, self.work = port, tempfile.mkdtemp(prefix="dialogue-")
        for name, text in {**BOT, "credentials.yml": CREDENTIALS, "endpoints.yml": store}.items():
            path = os.path.join(self.work, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path, "w").write(text)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, "train"], cwd=self.work, env=QUIET, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{program} did not train:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.training = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.process = subprocess.Popen([program, "run", "--enable-api", "-i", "127.0.0.1", "-p", str(port)], cwd=self.work, env=QUIET,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=open(os.path.join(self.work, "log"), "w"))

    def __enter__(self):
        end = time.time() + 180
        while True:
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
                self.connection.request("GET", "/status")
                if self.connection.getresponse().read() and self.say("probe", TEXTS[0]):
                    return self
            except OSError:
                pass
            if self.process.poll() is not None or time.time() > end:
                sys.exit("the server did not start:\n" + open(os.path.join(self.work, "log")).read()[-2000:])
            time.sleep(0.02)

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.work, ignore_errors=True)

    def say(self, sender, text):
        self.connection.request("POST", "/webhooks/rest/webhook", json.dumps({"sender": sender, "message": text}),
                                {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        return json.loads(answer.read())

    def turns(self, senders):
        """Wall times of turns, one after another, in milliseconds."""
        times = []
        # The server closes connections that were silent for a while.
        self.connection.close()
        for index, sender in enumerate(senders):
            begin = time.perf_counter()
            assert self.say(sender, TEXTS[index % len(TEXTS)])
            times.append((time.perf_counter() - begin) * 1000)
        return times

    def load(self, seconds, senders, each):
        """Turns a second of 64 connections of wrk; each sender says `each` turns, then the next one comes."""
        if not shutil.which("wrk"):
            return None
        self.loads = getattr(self, "loads", 0) + 1
        script = os.path.join(self.work, "turns.lua")
        texts = ",".join(json.dumps(text) for text in TEXTS)
        open(script, "w").write(
            "local threads=0\nfunction setup(thread) thread:set('id',threads) threads=threads+1 end\n"
            f"local texts={{{texts}}}\nlocal i=0\nlocal senders={senders}\nlocal each={each}\n"
            "wrk.method='POST'\nwrk.headers['Content-Type']='application/json'\n"
            "request=function()\n i=i+1\n local who=i%senders+senders*math.floor(i/(senders*each))\n"
            " return wrk.format(nil,nil,nil,'{\"sender\":\"w"
            f"{self.loads}-"
            "'..id..'-'..who..'\",\"message\":\"'..texts[i%#texts+1]..'\"}')\nend\n")
        done = subprocess.run(["wrk", "-t2", "-c64", f"-d{seconds}s", "--latency", "-s", script,
                               f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"], capture_output=True, text=True)
        if "Non-2xx" in done.stdout:
            print(done.stdout)
        found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
        return float(found.group(1)) if found else None


def middle(times):
    return sorted(times)[len(times) // 2]


def measure(program, port, store, options):
    row = {}
    with Served(program, port, store) as served:
        pid = served.process.pid
        row["training, CPU s"] = served.training
        served.turns([f"warm{index % 8}" for index in range(200)])
        before = processor_seconds(pid)
        times = sorted(served.turns([f"s{index // 10}" for index in range(options.turns)]))
        row["one turn, CPU ms"] = (processor_seconds(pid) - before) / len(times) * 1000
        row["one turn, p50 ms"] = middle(times)
        row["one turn, p99 ms"] = times[int(len(times) * 0.99)]
        before, begin = processor_seconds(pid), time.time()
        row["64 conversations, turns/s"] = served.load(options.seconds, 32, 20)
        if row["64 conversations, turns/s"]:
            turns = row["64 conversations, turns/s"] * (time.time() - begin)
            row["64 conversations, CPU ms a turn"] = (processor_seconds(pid) - before) / turns * 1000
        served.turns(["long"] * 5)
        before = processor_seconds(pid)
        times = served.turns(["long"] * 20)
        early = processor_seconds(pid) - before
        times += served.turns(["long"] * (options.long - 45))
        before = processor_seconds(pid)
        times += served.turns(["long"] * 20)
        late = processor_seconds(pid) - before
        row["a long conversation, turn 10, CPU ms"] = early / 20 * 1000
        row[f"its turn {options.long}, CPU ms"] = late / 20 * 1000
        row["ratio of the two, CPU"] = late / early
        row["a long conversation, turn 10, p50 ms"] = middle(times[:20])
        row[f"its turn {options.long}, p50 ms"] = middle(times[-20:])
        row["ratio of the two, p50"] = middle(times[-20:]) / middle(times[:20])
        row["resident, MB"] = resident_megabytes(pid)
        if options.stored:
            fill(served, options.stored, row)
    return row


def fill(served, wanted, row):
    """Stores many conversations of one turn each, between two measurements."""
    pid = served.process.pid
    # What is kept in memory is bounded; the bound is reached before the first measurement.
    served.load(3, 10_000_000, 1)
    first = middle(served.turns([f"a{index}" for index in range(1000)]))
    memory = resident_megabytes(pid)
    stored = 0
    while stored < wanted:
        begin = time.time()
        rate = served.load(10, 10_000_000, 1)
        if not rate:
            return
        stored += int(rate * (time.time() - begin))
    row["further conversations stored"] = stored
    row["resident memory more, MB"] = resident_megabytes(pid) - memory
    row["new conversation before, p50 ms"] = first
    row["new conversation after, p50 ms"] = middle(served.turns([f"b{index}" for index in range(1000)]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rasa", default=os.environ.get("RASA"))
    parser.add_argument("--turns", type=int, default=2000)
    parser.add_argument("--long", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--stored", type=int, default=100_000)
    options = parser.parse_args()
    print(f"load average before: {os.getloadavg()[0]:.2f}")
    ours = measure(os.path.abspath(options.program), 5931, "{}\n", options)
    theirs = {}
    if options.rasa:
        options.turns, options.stored, options.long = 300, 0, min(options.long, 300)
        store = "tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: tracker.db\n"
        theirs = measure(options.rasa, 5932, store, options)
    print(f"load average after: {os.getloadavg()[0]:.2f}")
    print(f"{'':38}{'martlet':>12}" + (f"{'rasa':>12}{'ratio':>10}" if theirs else ""))
    for name, value in list(ours.items()) + [pair for pair in theirs.items() if pair[0] not in ours]:
        line = f"{name:38}{ours[name]:12.3f}" if name in ours and value is not None else f"{name:38}{'':12}"
        if theirs.get(name):
            line += f"{theirs[name]:12.3f}" + (f"{ours[name] / theirs[name]:10.4f}" if ours.get(name) else "")
        print(line)


if __name__ == "__main__":
    main()
