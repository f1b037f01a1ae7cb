"""Measures understanding: training, start, one request, many requests, memory; prints ratios.

usage: nlu_benchmark.py PROGRAM [--rasa RASA] [--runs N] [--data FOLDER]

PROGRAM and RASA are programs with Rasa's command line. FOLDER holds data/nlu.yml, config.yml,
domain.yml and test.jsonl (one made by synthetic.py is used when it is not given). CPU seconds and
ratios are what counts; wall times are only worth something on a quiet machine, so the load average
is printed beside them. Everything listens on loopback and is stopped by its process id.
"""
import argparse
import http.client
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import synthetic  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")
QUIET = dict(os.environ, RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3", SQLALCHEMY_SILENCE_UBER_WARNING="1")


def processor_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_megabytes(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0


def train(program, data, work):
    shutil.rmtree(os.path.join(work, "models"), ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [program, "train", "nlu", "--nlu", "data", "--out", os.path.join(work, "models"), "--fixed-model-name", "bench"]
    done = subprocess.run(command, cwd=data, env=QUIET, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{program} did not train:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Served:
    """A program serving a model, as a context."""

    def __init__(self, program, model, work, port):
        self.port, self.start = port, time.perf_counter()
        log = open(os.path.join(work, "serve.log"), "w")
        self.process = subprocess.Popen(
            [program, "run", "--enable-api", "-i", "127.0.0.1", "-p", str(port), "-m", model],
            cwd=work, env=QUIET, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)

    def __enter__(self):
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/status")
                if connection.getresponse().status == 200:
                    break
            except OSError:
                pass
            if self.process.poll() is not None or time.perf_counter() - self.start > 300:
                sys.exit("the server did not start")
            time.sleep(0.002)
        self.start_seconds = time.perf_counter() - self.start
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)


def latencies(port, texts, rounds):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for index in range(rounds):
        body = json.dumps({"text": texts[index % len(texts)]})
        begin = time.perf_counter()
        connection.request("POST", "/model/parse", body, {"Content-Type": "application/json"})
        connection.getresponse().read()
        times.append((time.perf_counter() - begin) * 1000)
    return sorted(times[rounds // 10:])


def throughput(port, texts, work, seconds=5):
    if not shutil.which("wrk"):
        return None
    script = os.path.join(work, "parse.lua")
    bodies = ",".join(json.dumps(json.dumps({"text": text})) for text in texts[:200])
    with open(script, "w") as out:
        out.write(f"local bodies={{{bodies}}}\nlocal i=0\nwrk.method='POST'\n"
                  "wrk.headers['Content-Type']='application/json'\n"
                  "request=function() i=i%#bodies+1; return wrk.format(nil,'/model/parse',nil,bodies[i]) end\n")
    done = subprocess.run(["wrk", "-t1", "-c8", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{port}/model/parse"],
                          capture_output=True, text=True)
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    return float(found.group(1)) if found else None


def measure(program, data, runs, port):
    texts = [json.loads(line)["text"] for line in open(os.path.join(data, "test.jsonl"))]
    rows = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as work:
            row = {"training, CPU s": train(program, data, work)}
            model = os.path.join(work, "models", "bench.tar.gz")
            row["model file, MB"] = os.path.getsize(model) / 1e6
            with Served(program, model, work, port) as served:
                row["start until /status, ms"] = served.start_seconds * 1000
                pid = served.process.pid
                latencies(port, texts, 200)
                before = processor_seconds(pid)
                times = latencies(port, texts, 2000)
                row["one request, CPU ms"] = (processor_seconds(pid) - before) / 2000 * 1000
                row["one connection, p50 ms"] = times[len(times) // 2]
                row["one connection, p99 ms"] = times[int(len(times) * 0.99)]
                row["8 connections, requests/s"] = throughput(port, texts, work)
                row["resident, MB"] = resident_megabytes(pid)
            rows.append(row)
    return {name: statistics.median(row[name] for row in rows) for name in rows[0] if rows[0][name] is not None}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rasa", default=os.environ.get("RASA"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--data")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        data = arguments.data or made
        if not arguments.data:
            synthetic.write(made, intents=30, examples=20)
        print(f"load average before: {os.getloadavg()[0]:.2f}; medians of {arguments.runs} runs")
        ours = measure(os.path.abspath(arguments.program), data, arguments.runs, 5921)
        theirs = measure(arguments.rasa, data, 1, 5922) if arguments.rasa else {}
        print(f"{'':32}{'martlet':>12}" + (f"{'rasa':>12}{'ratio':>10}" if theirs else ""))
        for name, value in ours.items():
            line = f"{name:32}{value:12.3f}"
            if theirs.get(name):
                line += f"{theirs[name]:12.3f}{value / theirs[name]:10.4f}"
            print(line)


if __name__ == "__main__":
    main()
