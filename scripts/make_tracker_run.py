#!/usr/bin/env python3
"""Makes a run with a tracker's own package: make_tracker_run.py TRACKER FOLDER [URL]. The loss at a step is 1 / (step + 1), for 20 steps."""

import os
import pathlib
import sys

STEPS = 20


def losses():
    return [1 / (step + 1) for step in range(STEPS)]


def make_wandb(folder):
    os.environ.update(WANDB_MODE="offline", WANDB_SILENT="true", WANDB_DIR=str(folder))
    import wandb

    run = wandb.init(project="p1", name="real run", config={"lr": 0.01, "net": {"layers": [1, 2], "act": "relu"}}, tags=["t1"])
    for loss in losses():
        run.log({"loss": loss, "nan": float("nan")})
    run.log({"hist": wandb.Histogram([1, 2, 3])})
    print("hello from the run", flush=True)
    run.finish()


def make_mlflow(folder, address):
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    import mlflow

    mlflow.set_tracking_uri(address)
    mlflow.set_experiment("p1")
    with mlflow.start_run(run_name="real run"):
        mlflow.log_params({"lr": 0.01, "opt/name": "adam"})
        for step, loss in enumerate(losses()):
            mlflow.log_metric("loss", loss, step=step)
        mlflow.log_metric("bad", float("nan"), step=0)
        mlflow.log_metric("bad", float("inf"), step=1)


def make_trackio(folder):
    os.environ["TRACKIO_DIR"] = str(folder)
    import trackio

    trackio.init(project="p1", name="real run", config={"lr": 0.01})
    for loss in losses():
        trackio.log({"loss": loss})
    trackio.finish()


def make_sacred(folder):
    from sacred.observers import FileStorageObserver

    run_sacred(FileStorageObserver(str(folder / "runs")))


def make_sacred_mongodb(url):
    from pymongo.uri_parser import parse_uri
    from sacred.observers import MongoObserver

    run_sacred(MongoObserver(url=url, db_name=parse_uri(url)["database"]))


def run_sacred(observer):
    from sacred import SETTINGS, Experiment

    # Otherwise programs of its own copy what is printed, and may come too late.
    SETTINGS.CAPTURE_MODE = "sys"
    experiment = Experiment("p1", save_git_info=False)
    experiment.observers.append(observer)

    @experiment.config
    def config():
        lr = 0.01  # noqa: F841

    @experiment.main
    def main(_run):
        for step, loss in enumerate(losses()):
            _run.log_scalar("loss", loss, step)
        print("hello from the run", flush=True)

    experiment.run()


def make_comet(folder):
    import comet_ml

    experiment = comet_ml.OfflineExperiment(project_name="p1", workspace="me", offline_directory=str(folder))
    experiment.set_name("real run")
    experiment.log_parameters({"lr": 0.01})
    for step, loss in enumerate(losses()):
        experiment.log_metric("loss", loss, step=step)
    print("hello from the run", flush=True)
    experiment.end()


def make_swanlab(folder):
    import swanlab

    swanlab.init(
        project="p1", experiment_name="real run", config={"lr": 0.01}, mode="offline", logdir=str(folder / "swanlog")
    )
    for loss in losses():
        swanlab.log({"loss": loss})
    print("hello from the run", flush=True)
    swanlab.finish()


def make_neptune(folder):
    import neptune

    run = neptune.init_run(
        mode="offline", name="real run", capture_stdout=False, capture_stderr=False, capture_hardware_metrics=False,
        source_files=[],
    )
    run["lr"] = 0.01
    for step, loss in enumerate(losses()):
        run["loss"].append(loss, step=step)
    run.stop()


def make_mldash(folder):
    from ml_dash.storage import LocalStorage

    storage = LocalStorage(folder)
    place = {"owner": "me", "project": "p1", "prefix": "me/p1/real run"}
    storage.create_experiment(project="p1", prefix=place["prefix"])
    storage.write_parameters(data={"lr": 0.01}, **place)
    for step, loss in enumerate(losses()):
        storage.append_to_metric(metric_name=None, data={"step": step, "loss": loss}, **place)


def main():
    tracker, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["HOME"] = str(folder)
    os.chdir(folder)
    if tracker == "mlflow":
        make_mlflow(folder, f"sqlite:///{folder}/mlflow.db")
    elif tracker == "mlflow-files":
        make_mlflow(folder, f"file://{folder}/mlruns")
    elif tracker == "sacred-mongodb":
        make_sacred_mongodb(sys.argv[3])
    else:
        globals()[f"make_{tracker.replace('-', '')}"](folder)


main()
