"""Read by schemathesis: most addresses that it makes up name something that is there, so that more than refusals is seen."""

import json
import os

import schemathesis

# By the address up to its variable part: identifiers that the server's store has.
KNOWN = json.loads(os.environ["KNOWN_IDS"])


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    known = next((ids for address, ids in KNOWN.items() if address in context.operation.path), None)
    made_up = path_parameters.get("id") if path_parameters else None
    if known and isinstance(made_up, str):
        number = sum(made_up.encode("utf-8", "surrogatepass"))
        # One in eight stays as it is: what is not there is asked for as well.
        if number % 8:
            path_parameters["id"] = known[number % len(known)]
    return path_parameters


@schemathesis.hook
def map_query(context, query):
    if query and isinstance(query.get("metric"), str) and len(query["metric"]) % 4:
        query["metric"] = "loss"
    return query
