"""The benchmarks' peer: does one thing with pymongo and prints how many seconds it took.

    pymongo_peer.py URL DATABASE insert COUNT ROUND     records into a plain collection, in batches of 1,000
    pymongo_peer.py URL DATABASE insert-indexed COUNT   the same with the indexes that artifacts have
    pymongo_peer.py URL DATABASE find COUNT             all records of the plain collection of round 0
    pymongo_peer.py URL DATABASE group FIELD            MongoDB's own $group over the artifacts
    pymongo_peer.py URL DATABASE drop                   the database

Every write is acknowledged by the majority with journal, as the registry's are. The records are the same as
SampleRecords.swift makes.
"""

import datetime
import statistics
import sys
import time

from pymongo import MongoClient

# Questions are asked once without counting, then so often; the median counts.
REPEATED = {"find": 5, "group": 5}
EPOCH = datetime.datetime(2023, 11, 14, 22, 13, 20)


def record(index):
    return {
        "ModelName": f"net-{index % 200:03}",
        "ExperimentName": f"experiment-{index // 7 % 50}",
        "iteration": index,
        "Accuracy": index % 1000 / 1000,
        "MSE": 1 / (index + 1),
        "LearningRate": 0.001,
        "Optimizer": "adam",
        "Device": f"node-{index % 16}",
        "Finished": index % 3 == 0,
        "StartedAt": EPOCH + datetime.timedelta(milliseconds=index),
    }


def insert(collection, count):
    for start in range(0, count, 1000):
        collection.insert_many([record(index) for index in range(start, min(start + 1000, count))])


def find(collection, count):
    found = len(list(collection.find()))
    if found != count:
        raise SystemExit(f"pymongo found {found} records instead of {count}")


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def group(collection, field):
    list(collection.aggregate([{"$group": {"_id": f"${field}", "count": {"$sum": 1}}}]))


def main(url, database, task, argument=None, round_number="0"):
    client = MongoClient(url, w="majority", journal=True)
    peer = client[database][f"peer{round_number}"]
    indexed = client[database]["peer_indexed"]
    if task == "insert-indexed":
        for key in ("ModelName", "ExperimentName", "ArtifactID", "_run", "_metadataKeys"):
            indexed.create_index([(key, 1), ("_id", 1)])
    client.admin.command("ping")
    tasks = {
        "insert": lambda: insert(peer, int(argument)),
        "insert-indexed": lambda: insert(indexed, int(argument)),
        "find": lambda: find(peer, int(argument)),
        "group": lambda: group(client[database]["artifacts"], argument),
        "drop": lambda: client.drop_database(database),
    }
    if task in REPEATED:
        tasks[task]()
    print(statistics.median(seconds(tasks[task]) for _ in range(REPEATED.get(task, 1))))


if __name__ == "__main__":
    main(*sys.argv[1:])
