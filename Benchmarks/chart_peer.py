"""The peers of the charts' benchmark: draws with matplotlib, or encodes with Pillow, and prints the figures.

    chart_peer.py WORK ROUNDS FOLDER

WORK is `lines`, `dense` or `grid` (matplotlib, Agg), or `encode-rgb` or `encode-palette` (Pillow, of the pixels that the Swift
program left in FOLDER/pixels.rgba). It is done once without being counted, and then ROUNDS times; with 0 rounds the whole
process is what is measured. It prints the rounds, their seconds, seconds of processor time, the peak of memory in megabytes, and
the median and the slowest round in microseconds.
"""

import os
import resource
import sys
import time

WIDTH, HEIGHT = 1200, 800


def draw_lines(count, folder):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import numpy

    x = numpy.arange(count)
    series = []
    for number in range(10):
        wave = numpy.sin(x * 12.9898 + number * 78.233) * 43758.5453
        series.append(numpy.exp(-x * (number + 1) / count) + 0.02 * (wave - numpy.floor(wave) - 0.5))

    def work():
        figure = plt.figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
        for number, values in enumerate(series):
            plt.plot(x, values, label=f"run {number}")
        plt.title("MSE over iterations")
        plt.xlabel("Training Iteration")
        plt.ylabel("MSE")
        plt.legend()
        plt.grid(True)
        plt.savefig(f"{folder}/peer.png")
        plt.close(figure)

    return work


def draw_grid(folder):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import numpy

    images = [(numpy.random.default_rng(number).random((64, 64, 3)) * 255).astype(numpy.uint8) for number in range(64)]

    def work():
        figure, axes = plt.subplots(8, 8, figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
        for axis, image in zip(axes.flat, images):
            axis.imshow(image)
            axis.axis("off")
        plt.savefig(f"{folder}/peer.png")
        plt.close(figure)

    return work


def encode(folder, has_palette):
    from PIL import Image

    with open(f"{folder}/pixels.rgba", "rb") as file:
        image = Image.frombytes("RGBA", (WIDTH, HEIGHT), file.read()).convert("RGB")
    if has_palette:
        image = image.quantize(256)
    return lambda: image.save(f"{folder}/peer.png")


def main():
    work, rounds, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    if work == "grid":
        step = draw_grid(folder)
    elif work.startswith("encode"):
        step = encode(folder, work.endswith("palette"))
    else:
        step = draw_lines(1000 if work == "lines" else 100000, folder)
    step()
    times = []
    before = resource.getrusage(resource.RUSAGE_SELF)
    for _ in range(rounds):
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1e6)
    after = resource.getrusage(resource.RUSAGE_SELF)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    times = sorted(times) or [0]
    print(rounds, sum(times) / 1e6, processor, peak, times[len(times) // 2], times[-1])


main()
