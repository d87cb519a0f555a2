"""Python modules for proto/, made anew for each process so that they cannot be stale."""

import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]


def generate():
    out = pathlib.Path(tempfile.mkdtemp(prefix="robotd-stubs-"))
    protos = sorted((TOP / "proto" / "robots").rglob("*.proto"))
    protos += sorted((TOP / "proto/third_party/google/type").glob("*.proto"))
    subprocess.run(
        [sys.executable, "-m", "grpc_tools.protoc", "-I", TOP / "proto",
         "-I", TOP / "proto/third_party", f"--python_out={out}", f"--grpc_python_out={out}",
         *map(str, [p for p in protos if "google" not in p.parts])],
        check=True)
    sys.path.insert(0, str(out))
