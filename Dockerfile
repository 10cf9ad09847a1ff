# syntax=docker/dockerfile:1
#
# docker build --tag dateline .
# Behind a package mirror: docker build --secret id=pip,src=$HOME/.config/pip/pip.conf …
#
# The models are prepared here, so a container needs no network, and nothing but /data is written.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    DATELINE_CACHE_DIR=/opt/dateline/cache
RUN python -m venv /opt/dateline
WORKDIR /source
COPY requirements.image.lock ./
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    /opt/dateline/bin/pip install \
    --require-hashes --only-binary :all: --requirement requirements.image.lock
COPY . .
RUN /opt/dateline/bin/pip install --no-deps --no-build-isolation .
ARG EMBEDDING_MODEL=multilingual-e5-small
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    DATELINE_EMBEDDING__MODEL=${EMBEDDING_MODEL} /opt/dateline/bin/dateline prepare

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --user-group --no-create-home dateline \
    && install --directory --owner dateline --group dateline /data
COPY --from=build /opt/dateline /opt/dateline
ENV PATH=/opt/dateline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    DATELINE_CACHE_DIR=/opt/dateline/cache \
    DATELINE_DATA_DIR=/data
WORKDIR /data
USER dateline
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["dateline"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
