"""What others reach where robotd makes a durable entry, on the same disk in the same run.

A peer only stores one thing that is due in a day; it knows no item, no stage and no condition, so
the comparison favours it. PostgreSQL inserts one job a transaction, to be fetched by SKIP LOCKED;
Celery sends one task with an ETA to Redis, which appends and syncs every command. A peer that is
not installed is skipped with the reason (apt: postgresql, redis-server; PyPI: celery, redis).
"""

import multiprocessing
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import time


class Absent(Exception):
    """The peer cannot be run here; says why."""


def postgresql(directory, seconds=5):
    """Durable inserts a second with 64 clients, each waiting for its commit."""
    programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        raise Absent("PostgreSQL is not installed")
    programs = programs[-1]
    run, owner = [], None
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            raise Absent("PostgreSQL refuses root, and there is no user postgres") from None
        run = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    place = directory / "postgresql"
    place.mkdir()
    script = place / "insert.sql"
    script.write_text("INSERT INTO job (due, parameters) VALUES"
                      " (now() + interval '1 day', '{\"text\": \"A day later\"}');\n")
    if owner:
        os.chmod(directory, 0o755)
        for path in (place, script):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    def call(program, *arguments):
        return subprocess.run(
            [*run, programs / program, *arguments], check=True, capture_output=True, text=True,
            cwd=place).stdout
    call("initdb", "-D", place / "data", "--no-sync", "-A", "trust")
    call("pg_ctl", "-D", place / "data", "-w", "-l", place / "log", "-o",
         f"-c listen_addresses='' -c unix_socket_directories={place} -c max_connections=100",
         "start")
    try:
        call("psql", "-h", place, "postgres", "-c",
             "CREATE TABLE job (id bigserial PRIMARY KEY, due timestamptz NOT NULL,"
             " parameters jsonb NOT NULL); CREATE INDEX ON job (due)")
        output = call("pgbench", "-h", place, "-n", "-M", "prepared", "-c", "64", "-j", "2",
                      "-T", str(seconds), "-f", script, "postgres")
    finally:
        call("pg_ctl", "-D", place / "data", "-m", "immediate", "stop")
    return float(re.search(r"tps = ([\d.]+)", output)[1])


def celery(directory, seconds=5):
    """Tasks with an ETA a second by two processes, each waiting for Redis to sync."""
    if not shutil.which("redis-server"):
        raise Absent("redis-server is not installed")
    try:
        import celery as library
        import redis
    except ImportError as error:
        raise Absent(f"{error.name} is not installed") from None
    place = directory / "redis"
    place.mkdir()
    socket = place / "redis.sock"
    server = subprocess.Popen(
        ["redis-server", "--port", "0", "--unixsocket", socket, "--dir", place,
         "--appendonly", "yes", "--appendfsync", "always", "--save", ""],
        stdout=subprocess.DEVNULL)
    try:
        client = redis.Redis(unix_socket_path=str(socket))
        while True:
            try:
                client.ping()
                break
            except redis.exceptions.RedisError:
                time.sleep(0.01)
        with multiprocessing.Pool(2) as pool:
            counts = pool.starmap(_send, [(str(socket), seconds)] * 2)
        if client.llen("celery") != sum(counts):
            raise SystemExit(f"Redis holds {client.llen('celery')} tasks of {sum(counts)}")
        return sum(counts) / seconds
    finally:
        server.terminate()
        server.wait(timeout=20)


def _send(socket, seconds):
    from celery import Celery
    app = Celery("benchmark", broker=f"redis+socket://{socket}")
    @app.task(ignore_result=True)
    def log(text):
        pass
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        log.apply_async(("A day later",), countdown=86_400)
        count += 1
    return count


PEERS = {"PostgreSQL": (postgresql, 2.5), "Celery + Redis": (celery, 20)}


def compare(directory, rate):
    """Prints how often robotd's rate holds each peer's, and which targets are missed."""
    missed = []
    for name, (measure, target) in PEERS.items():
        try:
            peer = measure(directory)
        except Absent as reason:
            print(f"{name:<15} skipped: {reason}")
            continue
        ratio = rate / peer
        print(f"{name:<15} {peer:>9.0f} durable jobs/s: ratio {ratio:.1f}, wanted {target}")
        if ratio < target:
            missed.append(f"ratio {ratio:.1f} to {name}")
    return missed
