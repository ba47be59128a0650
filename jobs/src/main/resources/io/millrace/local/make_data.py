"""Makes flights.csv.gz and digits.csv.gz from the packages that publish them.

    npm pack vega-datasets@3.2.1 && tar xzf vega-datasets-3.2.1.tgz
    pip install pyarrow scikit-learn
    python make_data.py package/data/flights-3m.parquet
"""

import gzip
import importlib.resources
import io
import sys

import pyarrow.parquet

LATE_MINUTES = 15
EVERY = 10


def write(name, header, rows):
    # Without a name and a time of day in it, the archive is the same whenever it is made.
    with open(name, "wb") as file:
        with gzip.GzipFile("", "wb", 9, file, mtime=0) as zipped:
            text = io.TextIOWrapper(zipped, "utf-8", newline="\n")
            text.write(header + "\n")
            text.writelines(row + "\n" for row in rows)
            text.flush()


def flights(parquet):
    table = pyarrow.parquet.read_table(parquet)
    columns = ["date", "origin", "destination", "distance", "delay"]
    for row in zip(*(table[name][::EVERY].to_pylist() for name in columns)):
        time, origin, destination, distance, delay = row
        late = int(delay >= LATE_MINUTES)
        yield f"{time:%Y-%m-%dT%H:%M},{origin},{destination},{distance},{delay},{late}"


def digits():
    packed = importlib.resources.files("sklearn.datasets.data") / "digits.csv.gz"
    for line in gzip.decompress(packed.read_bytes()).decode().splitlines():
        yield ",".join(str(int(float(value))) for value in line.split(","))


if __name__ == "__main__":
    write("flights.csv.gz", "time,origin,destination,distance,delay,late", flights(sys.argv[1]))
    write("digits.csv.gz", ",".join(f"p{i}" for i in range(64)) + ",label", digits())
