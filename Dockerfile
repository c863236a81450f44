# syntax=docker/dockerfile:1
# One image for every installation: docker build -t careturn .
# The build is the one that ./careturn makes; what runs is a Java made for it, the server, and its cache for quick starts.
FROM docker.io/library/node:24-bookworm-slim AS node

FROM docker.io/library/eclipse-temurin:25-jdk AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
# The cache for quick starts is bound to the Java that made it, and to the place of the server's files.
WORKDIR /opt/careturn
COPY ops/container/java-modules ops/container/java-modules
RUN jlink --add-modules "$(cat ops/container/java-modules)" --strip-debug --no-header-files --no-man-pages \
  --compress zip-6 --output /opt/runtime
COPY . .
ENV CARETURN_RUNTIME=/opt/runtime CARETURN_JAVA_OPTS="-XX:+UseG1GC"
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm ./careturn build

FROM docker.io/library/debian:13-slim
RUN useradd --system --uid 10001 --no-create-home careturn
COPY --from=build /opt/runtime /opt/runtime
COPY --from=build /opt/careturn/.careturn/app /opt/careturn/.careturn/app
COPY --from=build /opt/careturn/.careturn/app.aot /opt/careturn/.careturn/app.aot
COPY ops/container/start ops/container/healthy /opt/careturn/
USER 10001
WORKDIR /opt/careturn
# The file system may be read-only but for /tmp. Without DATABASE_URL the server runs a PostgreSQL of its own in
# CARETURN_DATA_DIR, for which a folder must be mounted there.
ENV CARETURN_MODE=production CARETURN_LISTEN=0.0.0.0 PORT=8080 CARETURN_DATA_DIR=/data \
  CARETURN_DRAIN_SECONDS=3
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["/opt/careturn/healthy"]
ENTRYPOINT ["/opt/careturn/start"]
