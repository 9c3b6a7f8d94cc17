"""The peer of the event file benchmarks: does one thing in Python and prints its figures.

    event_file_peer.py write-tensorboardx COUNT FOLDER   tensorboardX's SummaryWriter.add_scalar
    event_file_peer.py write-tensorboard COUNT FOLDER    tensorboard's EventFileWriter, which PyTorch uses
    event_file_peer.py read-tensorboard COUNT FOLDER     EventAccumulator reads what write-tensorboard wrote

It prints the count, seconds, seconds of processor time, and the peak of memory in megabytes. Ten tags take turns, as in
the Swift program.
"""

import resource
import sys
import time


def names():
    return [f"train/metric_{index}" for index in range(10)]


def write_tensorboardx(count, folder):
    from tensorboardX import SummaryWriter

    tags = names()

    def work():
        writer = SummaryWriter(f"{folder}/tensorboardx")
        for index in range(count):
            writer.add_scalar(tags[index % 10], index % 1009 / 1009, index // 10)
        writer.close()

    return work


def write_tensorboard(count, folder):
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    tags = names()

    def work():
        writer = EventFileWriter(f"{folder}/tensorboard")
        for index in range(count):
            value = Summary.Value(tag=tags[index % 10], simple_value=index % 1009 / 1009)
            event = Event(wall_time=time.time(), step=index // 10, summary=Summary(value=[value]))
            writer.add_event(event)
        writer.close()

    return work


def read_tensorboard(count, folder):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    def work():
        accumulator = EventAccumulator(f"{folder}/tensorboard", size_guidance={"scalars": 0})
        accumulator.Reload()
        read = sum(len(accumulator.Scalars(tag)) for tag in accumulator.Tags()["scalars"])
        if read != count:
            raise SystemExit(f"{read} scalars were read instead of {count}")

    return work


def main():
    kind, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    work = {
        "write-tensorboardx": write_tensorboardx,
        "write-tensorboard": write_tensorboard,
        "read-tensorboard": read_tensorboard,
    }[kind](count, folder)
    start, before = time.perf_counter(), time.process_time()
    work()
    seconds, processor = time.perf_counter() - start, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(count, seconds, processor, peak)


main()
