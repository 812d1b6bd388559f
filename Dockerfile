# syntax=docker/dockerfile:1
# Checked with hadolint only: no Docker engine was at hand where this was written.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY constraints.txt pyproject.toml README.md LICENSE NOTICE ./
COPY bot bot
COPY models models
COPY training training
RUN pip install --no-cache-dir --constraint constraints.txt '.[cjk]'

FROM python:3.11-slim-bookworm
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
    CRATEDIGGER_STORE_URL=sqlite+aiosqlite:////data/cratedigger.sqlite3
WORKDIR /data
USER 10001
VOLUME /data
# The bot is well while its process lives and its models can be opened.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s \
    CMD ["python", "-c", "import os; os.kill(1, 0); from models.manifest import open_artifacts; open_artifacts()"]
CMD ["python", "-m", "bot", "run"]
