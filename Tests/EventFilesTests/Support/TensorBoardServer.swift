import Foundation

/// Asks TensorBoard's server for what its pages ask it for.
enum TensorBoardServer {
    /// What a server answered, by the names that the script gives its questions.
    struct Answers {
        private let all: JSON?

        init(_ output: Data, loader: String) throws {
            all = JSON(try JSONSerialization.jsonObject(with: output))[loader]
        }

        subscript(name: String) -> JSON? { all?[name] }
    }

    /// A part of an answer.
    struct JSON {
        private let value: Any

        init(_ value: Any) { self.value = value }

        subscript(key: String) -> JSON? { (value as? [String: Any])?[key].map(JSON.init) }

        subscript(index: Int) -> JSON? {
            guard let list = value as? [Any], list.indices.contains(index) else { return nil }
            return JSON(list[index])
        }

        var count: Int? { (value as? [Any])?.count }
        var number: Double? { (value as? NSNumber)?.doubleValue }
        var text: String? { value as? String }
        var flag: Bool? { (value as? NSNumber)?.boolValue }
    }

    /// Starts a server with each loader, waits until it has read the last step, asks, and ends both.
    static let script = """
        import base64, json, socket, subprocess, sys, time, urllib.parse, urllib.request

        def free_port():
            with socket.socket() as s:
                s.bind(("127.0.0.1", 0))
                return s.getsockname()[1]

        def start(loader):
            port = free_port()
            process = subprocess.Popen(
                [sys.executable, "-m", "tensorboard.main", "--logdir", sys.argv[1], "--host", "127.0.0.1",
                 "--port", str(port), "--load_fast", loader, "--reload_interval", "1"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return process, f"http://127.0.0.1:{port}/data/plugin/"

        def ask(base, path, body=None, **query):
            data = None if body is None else json.dumps(body).encode()
            url = base + path + ("?" + urllib.parse.urlencode(query) if query else "")
            request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"} if data else {})
            with urllib.request.urlopen(request, timeout=30) as answer:
                content = answer.read()
                return json.loads(content) if "json" in answer.headers["Content-Type"] else content

        def ready(base):
            try:
                scalars = ask(base, "scalars/scalars", run="run", tag="accuracy")
                curves = ask(base, "pr_curves/pr_curves", run="run", tag="curve")
                meshes = ask(base, "mesh/meshes", run="run", tag="shape", sample=0)
                return len(scalars) == 3 and len(curves["run"]) == 3 and len(meshes) == 9
            except (OSError, KeyError):
                return False

        def questions(base):
            def of(plugin, tag, **more):
                return ask(base, plugin, run="run", tag=tag, **more)
            answers = {"scalars": of("scalars/scalars", "loss"), "scalar tensors": of("scalars/scalars", "accuracy")}
            answers["scalar tags"] = ask(base, "scalars/tags")
            images = of("images/images", "samples", sample=0)
            answers["images"] = images
            image = base + "images/individualImage?" + images[0]["query"]
            answers["image"] = base64.b64encode(urllib.request.urlopen(image, timeout=30).read()).decode()
            answers["histograms"] = of("histograms/histograms", "weights")
            answers["text"], answers["list"] = of("text/text", "note"), of("text/text", "list")
            answers["audio"] = of("audio/audio", "tone", sample=0)
            sound = base + "audio/individualAudio?" + answers["audio"][0]["query"]
            answers["sound"] = base64.b64encode(urllib.request.urlopen(sound, timeout=30).read()).decode()
            answers["pr_curves"] = of("pr_curves/pr_curves", "curve")
            answers["meshes"] = of("mesh/meshes", "shape", sample=0)
            import array
            vertices = array.array("f", of("mesh/data", "shape", sample=0, step=0, content_type="VERTEX"))
            answers["vertices"] = [[list(vertices[i:i + 3]) for i in range(0, len(vertices), 3)]]
            answers["layout"] = ask(base, "custom_scalars/layout")
            answers["experiment"] = ask(base, "hparams/experiment", {"experimentName": ""})
            everything = {"experimentName": "", "sliceSize": 10, "colParams": [{"metric": {"tag": "loss"}}],
                          "allowedStatuses": ["STATUS_SUCCESS", "STATUS_FAILURE", "STATUS_RUNNING", "STATUS_UNKNOWN"]}
            answers["sessions"] = ask(base, "hparams/session_groups", everything)
            return answers

        servers = {loader: start(loader) for loader in ("true", "false")}
        try:
            results = {}
            deadline = time.monotonic() + 120
            for loader, (process, base) in servers.items():
                while not ready(base):
                    if process.poll() is not None or time.monotonic() > deadline:
                        raise SystemExit(f"TensorBoard with the loader {loader} does not show the run")
                    time.sleep(0.1)
                results[loader] = questions(base)
            print(json.dumps(results))
        finally:
            # Not terminate: a child of a test may have inherited that this signal is blocked.
            for process, _ in servers.values():
                process.kill()
            for process, _ in servers.values():
                process.wait()
        """
}
