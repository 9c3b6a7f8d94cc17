"""The peers of the server's benchmark.

    gunicorn --chdir Benchmarks server_peer:app
        The page of 50 artifacts of one model as a careful author writes it with Flask and pymongo: by an index, and no more
        than the page. SERVER_PEER_MONGODB is the URL, SERVER_PEER_DATABASE the database.

    server_peer.py fill-mlflow STORE FILE COUNT
        Makes MLflow's store with runs of three metrics, four parameters and two tags, and prints their experiment. MLflow
        logs one of them; the others are copied from it in the tables of FILE, because MLflow itself needs minutes for them.
        Their identifiers are the numbers from 1 on.
"""

import os
import random
import sys


def make_app():
    from flask import Flask, jsonify, request
    from pymongo import MongoClient

    app = Flask(__name__)
    artifacts = MongoClient(os.environ["SERVER_PEER_MONGODB"])[os.environ["SERVER_PEER_DATABASE"]]["artifacts"]

    @app.get("/page")
    def page():
        records = list(artifacts.find({"ModelName": request.args["m"]}).limit(50))
        for record in records:
            record["_id"] = str(record["_id"])
        return jsonify(records)

    return app


if "SERVER_PEER_MONGODB" in os.environ:
    app = make_app()


def fill_mlflow(store, file, count):
    import sqlite3

    from mlflow.tracking import MlflowClient

    client = MlflowClient(tracking_uri=store)
    experiment = client.create_experiment("perf")
    first = client.create_run(experiment).info.run_id
    for key in ("mse", "acc", "loss"):
        client.log_metric(first, key, 0.5)
    for key in ("lr", "batch", "dataset", "model"):
        client.log_param(first, key, "1")
    client.set_tag(first, "owner", "v1")

    database = sqlite3.connect(file, timeout=60)
    numbers = random.Random(1)

    def copies(table, change):
        cursor = database.execute(f"select * from {table} where run_uuid = ?", (first,))
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row)) for row in cursor]
        places = ", ".join("?" for _ in names)
        for index in range(1, count + 1):
            for row in rows:
                copy = row | {"run_uuid": f"{index:032x}"} | change(index)
                database.execute(f"insert into {table} values ({places})", [copy[name] for name in names])

    copies("runs", lambda index: {"name": f"r{index}", "start_time": index, "status": "FINISHED"})
    for table in ("metrics", "latest_metrics"):
        copies(table, lambda index: {"value": numbers.random()})
    copies("params", lambda index: {"value": str(numbers.randrange(9))})
    copies("tags", lambda index: {"value": f"v{numbers.randrange(50)}"})
    database.commit()
    database.close()
    print(experiment)


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[1] != "fill-mlflow":
        sys.exit(__doc__)
    fill_mlflow(sys.argv[2], sys.argv[3], int(sys.argv[4]))
