#!/usr/bin/env bash
# Runs what the Dockerfile says into a plain folder, and the bot in it with nothing but /data and /tmp to write to.
#   tests/image/build.sh FOLDER [SONG]
# Not run here, for want of a Docker engine: the base image, apt-get, useradd, HEALTHCHECK's timing, compose's limits.
# The interpreter is this machine's and not the image's; the paths begin with FOLDER instead of /.
set -euo pipefail
checkout=$(cd "$(dirname "$0")/../.." && pwd)
root=$(mkdir -p "$1" && cd "$1" && pwd)
song=${2:+$(realpath "$2")}
mkdir -p "$root/build" "$root/data" "$root/tmp"
# What git has of it, as .dockerignore leaves it.
git -C "$checkout" archive HEAD bot models pyproject.toml README.md LICENSE NOTICE requirements.txt requirements-build.txt \
    | tar -x -C "$root/build"
cd "$root/build"

# The first stage. The image's own Python, which builds the wheel, is a second environment here.
python3 -m venv "$root/builder"
pip=("$root/builder/bin/python" -m pip --quiet --no-cache-dir)
python3 -m venv --without-pip "$root/venv"
"${pip[@]}" --python "$root/venv/bin/python" install --require-hashes --only-binary=:all: --no-deps --requirement requirements.txt
"${pip[@]}" install --require-hashes --only-binary=:all: --requirement requirements-build.txt
"${pip[@]}" wheel --no-deps --no-build-isolation --wheel-dir "$root/wheels" .
"${pip[@]}" --python "$root/venv/bin/python" install --no-deps "$root"/wheels/*.whl
du -sh "$root/venv" "$root"/wheels/*.whl

# A read-only root, one folder and a temporary one that may be written to, no privileges, the image's environment.
cat > "$root/inside.sh" <<'INSIDE'
set -euo pipefail
mount --bind "$ROOT/data" "$ROOT/data"
mount -t tmpfs tmpfs "$ROOT/tmp"
for place in $(findmnt --raw --noheadings --output TARGET --types nosysfs,noproc,notmpfs,nodevtmpfs,nodevpts,nocgroup2,nomqueue); do
    mount -o remount,bind,ro "$place"
done
mount -o remount,bind,rw "$ROOT/data"
cd "$ROOT/data"
if touch /refused 2>/dev/null || touch "$ROOT/venv/refused" 2>/dev/null; then echo "the root can be written to" >&2; exit 1; fi
python -m bot --help > help.txt
python -m bot check || true
if [ -n "$SONG" ]; then python -m bot analyze "$SONG"; fi
INSIDE
env -i ROOT="$root" SONG="${song:-}" HOME="$root/data" PATH="$root/venv/bin:/usr/bin:/bin:/usr/sbin:/sbin" \
    TMPDIR="$root/tmp" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CRATEDIGGER_STATUS_ADDRESS=127.0.0.1:9464 \
    CRATEDIGGER_STORE_URL="sqlite+aiosqlite:///$root/data/cratedigger.sqlite3" DISCORD_TOKEN="${DISCORD_TOKEN:-}" \
    unshare --map-root-user --mount bash "$root/inside.sh"
echo "the tree works with a read-only root"
