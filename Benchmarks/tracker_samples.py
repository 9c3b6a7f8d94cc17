"""What is imported by the trackers' benchmark: a run of COUNT points of ten metrics, written by the trackers' own packages.

    tracker_samples.py mlflow COUNT FOLDER          a SQLite file; rows after the first are put in by its own table's columns
    tracker_samples.py tensorboard COUNT FOLDER     a log directory with one run

The last line printed is the path of what was written.
"""

import os
import sqlite3
import sys
import time

NAMES = [f"train/metric_{index}" for index in range(10)]


def value(step, index):
    return (step * 10 + index) % 1009 / 1009


def write_mlflow(steps, folder):
    path = f"{folder}/mlflow.db"
    os.environ.update(MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true", MLFLOW_TRACKING_URI=f"sqlite:///{path}")
    import logging

    logging.disable(logging.WARNING)
    import mlflow

    with mlflow.start_run() as run:
        mlflow.log_param("rate", 0.1)
    began = int(time.time() * 1_000)
    with sqlite3.connect(path) as database:
        database.executemany(
            "INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)",
            ((name, value(step, index), began + step, run.info.run_id, step)
             for step in range(steps) for index, name in enumerate(NAMES)))
        database.executemany(
            "INSERT INTO latest_metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)",
            ((name, value(steps - 1, index), began + steps - 1, run.info.run_id, steps - 1)
             for index, name in enumerate(NAMES)))
    return path


def write_tensorboard(steps, folder):
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    path = f"{folder}/logs"
    began = time.time()
    writer = EventFileWriter(f"{path}/run", max_queue_size=10_000, flush_secs=3_600)
    for step in range(steps):
        values = [Summary.Value(tag=name, simple_value=value(step, index)) for index, name in enumerate(NAMES)]
        writer.add_event(Event(wall_time=began + step / 1_000, step=step, summary=Summary(value=values)))
    writer.close()
    return path


def main(tracker, count, folder):
    write = {"mlflow": write_mlflow, "tensorboard": write_tensorboard}[tracker]
    print(write(int(count) // len(NAMES), folder))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
