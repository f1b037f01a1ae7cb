"""Trains each bot of a folder with a program of Rasa's command line, one after the other.

usage: training_seconds.py PROGRAM BOTS

BOTS holds a folder a bot with config.yml, domain.yml and data. Prints CPU seconds of each that
takes more than half a second, and of all together.
"""
import os
import resource
import subprocess
import sys
import tempfile

program, bots = os.path.abspath(sys.argv[1]), sys.argv[2]
total, failed = 0.0, []
names = sorted(name for name in os.listdir(bots) if os.path.exists(os.path.join(bots, name, "config.yml")))
print(f"load average {os.getloadavg()[0]:.2f}")
for name in names:
    bot = os.path.join(bots, name)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as work:
        done = subprocess.run(
            [program, "train", "--config", f"{bot}/config.yml", "--domain", f"{bot}/domain.yml", "--data", f"{bot}/data",
             "--out", f"{work}/models"], cwd=work, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    total += seconds
    if done.returncode != 0:
        failed.append(name)
    if seconds > 0.5:
        print(f"{name:24}{seconds:8.2f}")
print(f"{len(names)} bots: {total:.2f} CPU seconds" + (f"; not trained: {', '.join(failed)}" if failed else ""))
