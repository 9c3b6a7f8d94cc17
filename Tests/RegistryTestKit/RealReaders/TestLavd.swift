public import Foundation

/// The original lavd, of the project's test environment.
public enum TestLavd {
    /// Why it cannot be used here; `nil` when it can.
    public static let absence: String? = {
        do {
            _ = try TestPython.run("import lavd.server")
            return nil
        } catch {
            return "not run: \(error)"
        }
    }()

    /// What lavd's server tells of a folder of experiments, as JSON: `/api/all`. It is bound to 127.0.0.1; by itself it would listen to
    /// everybody.
    public static func everything(in folder: String) throws -> Data {
        let script = """
            import os, socket, sys, threading, time, urllib.request
            import tornado.netutil
            bind = tornado.netutil.bind_sockets
            tornado.netutil.bind_sockets = lambda port, address=None, *rest, **named: bind(port, "127.0.0.1", *rest, **named)
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            def ask():
                for _ in range(600):
                    try:
                        answer = urllib.request.urlopen(f"http://127.0.0.1:{port}/api/all", timeout=30).read()
                        print("\\n@@@" + answer.decode(), flush=True)
                        os._exit(0)
                    except OSError:
                        time.sleep(0.05)
                os._exit(1)
            threading.Thread(target=ask, daemon=True).start()
            folder = sys.argv[1]
            sys.argv = ["lavd", "-p", str(port), folder]
            from lavd.server import main
            main()
            """
        let output = String(decoding: try TestPython.run(script, folder), as: UTF8.self)
        return Data(output.components(separatedBy: "@@@").last?.utf8 ?? "".utf8)
    }

    /// Has lavd's logger log one thing of every kind to `<folder>/exp`.
    public static func log(to folder: String) throws {
        let script = """
            import argparse, lavd, sys
            from PIL import Image
            logger = lavd.Logger("exp", log_dir=sys.argv[1])
            logger.log_scalar(0.5, "loss", step=1)
            logger.log_scalar(float("nan"), "a/b", step=2)
            logger.log_text("hi", "t", step=1)
            logger.log_text("x", "d", step=1, expected="y")
            logger.log_markdown("# hi", "m")
            box = dict(xStart=1, yStart=1, xEnd=5, yEnd=5, className="bird", probability=0.4)
            logger.log_image(Image.new("RGB", (10, 8)), "bird", step=1, boxes=[box], classes=["bird"], threshold=0.2)
            parser = argparse.ArgumentParser()
            parser.add_argument("--lr", type=float, default=0.1, help="rate")
            logger.log_command(parser, parser.parse_args([]))
            logger.println("{}, message: {num}", "Hello", num=1)
            logger.eprintln("err")
            with logger.progress_bar("Train", total=2, disable=True) as bar:
                bar.update(2)
            """
        _ = try TestPython.run(script, folder)
    }
}
