"""Reads JSON objects of numbers, one a line, and prints the median of every figure."""
import json
import statistics
import sys

rows = [json.loads(line) for line in sys.stdin if line.startswith("{")]
for name in rows[0] if rows else []:
    values = [row[name] for row in rows if isinstance(row.get(name), (int, float))]
    if values:
        print(f"{name:28}{statistics.median(values):12.3f}   ({min(values):.3f} to {max(values):.3f})")
