FROM python:3.11-slim
WORKDIR /portwright
COPY .ci/install .ci/install
COPY requirements.in requirements.lock requirements-uv.lock pyproject.toml ./
COPY domain domain
COPY words words
COPY vault vault
COPY carriers carriers
COPY documents documents
COPY notifications notifications
COPY callplan callplan
COPY store store
COPY activities activities
COPY workflows workflows
COPY api api
COPY runtime runtime
RUN UV_COMPILE_BYTECODE=1 .ci/install requirements.lock && .venv/bin/python -m compileall -q -x '/\.venv/' . && useradd --create-home portwright && mkdir /data && chown portwright /data
USER portwright
ENV PYTHONUNBUFFERED=1 PORTWRIGHT_DATA_DIR=/data
VOLUME /data
ENTRYPOINT ["/portwright/.venv/bin/portwright"]
