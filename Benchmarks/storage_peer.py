"""Does with boto3's transfer manager what StorageBenchmarks measures, and prints the figures.

    storage_peer.py upload|download MEBIBYTES FILE
"""

import os
import resource
import sys
import time

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

work, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
client = boto3.client(
    "s3", endpoint_url=os.environ["TEST_S3_URL"], region_name="us-east-1",
    aws_access_key_id=os.environ["TEST_S3_KEY"], aws_secret_access_key=os.environ["TEST_S3_SECRET"],
    config=Config(s3={"addressing_style": "path"}))
bucket, key = os.environ["TEST_S3_BUCKET"], "benchmark/peer"
transfer = TransferConfig(multipart_chunksize=8 << 20, max_concurrency=4)
before, start = time.process_time(), time.perf_counter()
if work == "upload":
    client.upload_file(path, bucket, key, Config=transfer)
else:
    client.download_file(bucket, key, path + ".peer", Config=transfer)
seconds, processor = time.perf_counter() - start, time.process_time() - before
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
print(count, seconds, processor, peak)
