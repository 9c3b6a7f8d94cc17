"""The peers of the logger's benchmark: logs in Python and prints the figures.

    logger_peer.py PEER COUNT FOLDER

COUNT is points of ten metrics (records of ten numbers for `original`). It prints the count, seconds from the first call
until everything is closed, seconds of processor time, the peak of memory in megabytes, and two zeros where the Swift
program has the times of calls; or, in one line, why the peer is not there. Start and set-up are not counted.

`original` does what the original LoggerAndViewer does for each record: it appends a row to a CSV file that is opened and
closed for it, draws each number with tensorboardX, inserts the record into MongoDB, and says so. The server is
TEST_MONGODB_URL; `original-w1` does not wait for its journal, as a server that is no replica set does not.
"""

import csv
import os
import resource
import sys
import time

NAMES = [f"train/metric_{index}" for index in range(10)]


def numbers(step):
    return [(step * 10 + index) % 1009 / 1009 for index in range(10)]


def log_csv(steps, folder):
    file = open(f"{folder}/metrics.csv", "w", newline="")
    writer = csv.writer(file)

    def work():
        writer.writerow(["step"] + NAMES)
        for step in range(steps):
            writer.writerow([step] + numbers(step))
        file.flush()
        os.fsync(file.fileno())
        file.close()

    return work


def log_sqlite3(steps, folder):
    import sqlite3

    connection = sqlite3.connect(f"{folder}/metrics.sqlite", isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=normal")
    connection.execute(
        "create table points(metric int, step int, time real, value real, primary key(metric, step)) without rowid")

    def work():
        rows = []
        for step in range(steps):
            now = time.time()
            rows += [(index, step, now, value) for index, value in enumerate(numbers(step))]
            if len(rows) >= 1000 or step == steps - 1:
                connection.execute("begin")
                connection.executemany("insert into points values (?, ?, ?, ?)", rows)
                connection.execute("commit")
                rows.clear()
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()

    return work


def log_tensorboardx(steps, folder):
    from tensorboardX import SummaryWriter

    writer = SummaryWriter(folder)

    def work():
        for step in range(steps):
            for name, value in zip(NAMES, numbers(step)):
                writer.add_scalar(name, value, step)
        writer.close()

    return work


def log_tensorboard(steps, folder):
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    writer = EventFileWriter(folder)

    def work():
        for step in range(steps):
            for name, number in zip(NAMES, numbers(step)):
                summary = Summary(value=[Summary.Value(tag=name, simple_value=number)])
                writer.add_event(Event(wall_time=time.time(), step=step, summary=summary))
        writer.close()

    return work


def log_trackio(steps, folder):
    os.environ.update(
        TRACKIO_DIR=folder, HF_HOME=f"{folder}/hf", HF_HUB_OFFLINE="1", GRADIO_ANALYTICS_ENABLED="False", NO_PROXY="*")
    import trackio

    trackio.init(project="benchmark", name="run")

    def work():
        for step in range(steps):
            trackio.log(dict(zip(NAMES, numbers(step))), step=step)
        trackio.finish()

    return work


def log_wandb(steps, folder):
    os.environ.update(
        WANDB_MODE="offline", WANDB_DIR=folder, WANDB_SILENT="true", WANDB_CACHE_DIR=f"{folder}/cache",
        WANDB_CONFIG_DIR=f"{folder}/config", WANDB_DATA_DIR=f"{folder}/data", WANDB_ERROR_REPORTING="false")
    import wandb

    run = wandb.init(project="benchmark", mode="offline")

    def work():
        for step in range(steps):
            run.log(dict(zip(NAMES, numbers(step))), step=step)
        run.finish()

    return work


def log_aim(steps, folder):
    os.environ.update(AIM_UI_TELEMETRY_ENABLED="0", HOME=folder)
    from aim import Repo, Run

    run = Run(
        repo=Repo.from_path(folder, init=True), system_tracking_interval=None, log_system_params=False,
        capture_terminal_logs=False)

    def work():
        for step in range(steps):
            run.track(dict(zip(NAMES, numbers(step))), step=step)
        run.close()

    return work


def log_mlflow(steps, folder):
    os.environ.update(MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true")
    import logging

    logging.disable(logging.WARNING)
    import mlflow
    from mlflow.entities import Metric

    mlflow.set_tracking_uri(f"sqlite:///{folder}/mlflow.sqlite")
    mlflow.set_experiment("benchmark")
    run = mlflow.start_run()
    client = mlflow.MlflowClient()

    def work():
        batch = []
        for step in range(steps):
            now = int(time.time() * 1000)
            batch += [Metric(name, value, now, step) for name, value in zip(NAMES, numbers(step))]
            if len(batch) == 1000 or step == steps - 1:
                client.log_batch(run.info.run_id, metrics=batch)
                batch = []
        mlflow.end_run()

    return work


def log_original(records, folder, concern=None):
    from bson import ObjectId
    from pymongo import MongoClient
    from tensorboardX import SummaryWriter

    artifact = ObjectId()
    options = {} if concern is None else {"w": concern, "journal": False}
    collection = MongoClient(os.environ["TEST_MONGODB_URL"], **options)["peer"][f"artifacts_{os.getpid()}"]
    collection.insert_one({"_id": "made beforehand"})
    writer = SummaryWriter(folder)
    nowhere = open(os.devnull, "w")

    def log(record):
        iteration = next(key for key in record if "iteration" in key.lower())
        headers = [key for key in record if key not in ("FileList", "Metadata")]
        os.makedirs(f"{folder}/data", exist_ok=True)
        path = f"{folder}/data/{record['ExperimentName']}_{str(record['ArtifactID'])[-5:]}.csv"
        is_new = not os.path.isfile(path)
        with open(path, "a", newline="") as file:
            rows = csv.writer(file)
            if is_new:
                rows.writerow(headers)
            rows.writerow([record.get(key) for key in headers])
        for key, value in record.items():
            if key != iteration and isinstance(value, (int, float)):
                writer.add_scalar(f"{record['ModelName']}/{key}", value, record[iteration])
        record["FileList"] = [path]
        record["Metadata"] = [{key: value} for key, value in record["Metadata"].items()]
        print(f"Data added with ID: {collection.insert_one(record).inserted_id}", file=nowhere)

    def work():
        for index in range(records):
            log({
                "ArtifactID": artifact, "ModelName": "m", "ExperimentName": "e", "TrainingIteration": index,
                "Metadata": {"CODE": "1234", "release-date": "2020-01-01"}, **dict(zip(NAMES, numbers(index))),
            })
        writer.close()

    return work


PEERS = {
    "csv": log_csv, "sqlite3": log_sqlite3, "tensorboardx": log_tensorboardx, "tensorboard": log_tensorboard,
    "trackio": log_trackio, "wandb": log_wandb, "aim": log_aim, "mlflow": log_mlflow,
}


def main():
    peer, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    # What peers say on the way is for people.
    figures = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    try:
        if peer.startswith("original"):
            work = log_original(count, folder, 1 if peer == "original-w1" else None)
        else:
            work = PEERS[peer](count // 10, folder)
    except Exception as error:  # noqa: BLE001 - whatever keeps a peer from starting is the reason to tell
        print(" ".join(f"{type(error).__name__}: {error}".split()), file=figures, flush=True)
        os._exit(1)
    start, before = time.perf_counter(), os.times()
    work()
    seconds, after = time.perf_counter() - start, os.times()
    processor = sum(after[:4]) - sum(before[:4])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(count, seconds, processor, peak, 0, 0, file=figures, flush=True)
    # Some peers leave threads behind that do not end.
    os._exit(0)


main()
