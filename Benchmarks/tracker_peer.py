"""The peers of the trackers' benchmark: logs in Python with the trackers' own clients, and prints the figures.

    tracker_peer.py mlflow COUNT FOLDER     log_metric, one call a point, at the server MLFLOW_TRACKING_URI
    tracker_peer.py wandb COUNT FOLDER      an offline run in FOLDER, log of ten metrics a step

COUNT is points of ten metrics. It prints the count, seconds from the first call until everything is closed, seconds of
processor time, the peak of memory in megabytes, and two zeros. Start and set-up are not counted.
"""

import os
import resource
import sys
import time

NAMES = [f"train/metric_{index}" for index in range(10)]


def numbers(step):
    return [(step * 10 + index) % 1009 / 1009 for index in range(10)]


def log_mlflow(steps, folder):
    os.environ.update(MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true")
    import logging

    logging.disable(logging.WARNING)
    import mlflow

    mlflow.set_experiment("benchmark of the client")
    mlflow.start_run()

    def work():
        for step in range(steps):
            for name, value in zip(NAMES, numbers(step)):
                mlflow.log_metric(name, value, step=step)
        mlflow.end_run()

    return work


def log_wandb(steps, folder):
    os.environ.update(
        WANDB_MODE="offline", WANDB_DIR=folder, WANDB_SILENT="true", WANDB_CACHE_DIR=f"{folder}/cache",
        WANDB_CONFIG_DIR=f"{folder}/config", WANDB_DATA_DIR=f"{folder}/data", WANDB_ERROR_REPORTING="false",
        WANDB__DISABLE_STATS="true", WANDB_CONSOLE="off")
    import wandb

    run = wandb.init(project="benchmark", mode="offline")

    def work():
        for step in range(steps):
            run.log(dict(zip(NAMES, numbers(step))), step=step)
        run.finish()

    return work


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("mlflow", "wandb"):
        sys.exit(__doc__)
    peer, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    # What peers say on the way is for people.
    figures = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    work = {"mlflow": log_mlflow, "wandb": log_wandb}[peer](count // 10, folder)
    start, before = time.perf_counter(), os.times()
    work()
    seconds, after = time.perf_counter() - start, os.times()
    processor = sum(after[:4]) - sum(before[:4])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(count, seconds, processor, peak, 0, 0, file=figures, flush=True)
    # Some peers leave threads behind that do not end.
    os._exit(0)


main()
