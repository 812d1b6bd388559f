# syntax=docker/dockerfile:1
# Linted with hadolint, and its commands run into a plain folder by tests/image/build.sh; no Docker engine has built it.
# A digest pins the base for good: --build-arg BASE=python:3.11-slim-bookworm@sha256:...
ARG BASE=python:3.11-slim-bookworm
# hadolint ignore=DL3006
FROM ${BASE} AS build
WORKDIR /build
COPY requirements.txt requirements-build.txt ./
# Without pip in it, and without a compiler: every package comes as a wheel whose hash is known.
RUN python -m venv --without-pip /venv \
    && pip --python /venv/bin/python install --no-cache-dir --require-hashes --only-binary=:all: --no-deps \
        --requirement requirements.txt \
    && pip install --no-cache-dir --require-hashes --only-binary=:all: --requirement requirements-build.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY bot bot
COPY models models
# Without training/, which the bot never needs.
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
    && pip --python /venv/bin/python install --no-cache-dir --no-deps /wheels/*.whl

# hadolint ignore=DL3006
FROM ${BASE}
# libfribidi lets Pillow set right-to-left titles; libgomp is what LightGBM runs on.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libfribidi0 libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home cratedigger
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CRATEDIGGER_STATUS_ADDRESS=127.0.0.1:9464 \
    CRATEDIGGER_STORE_URL=sqlite+aiosqlite:////data/cratedigger.sqlite3
WORKDIR /data
USER 10001
VOLUME /data
# Answered while the event loop turns.
HEALTHCHECK --interval=60s --timeout=10s --start-period=120s CMD ["python", "-c", \
    "import os, urllib.request as u; u.urlopen('http://' + os.environ['CRATEDIGGER_STATUS_ADDRESS'] + '/healthz', timeout=5)"]
CMD ["python", "-m", "bot", "run"]
