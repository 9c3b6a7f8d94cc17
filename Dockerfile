# The server in a container. docker-compose.yml runs it beside a MongoDB.

FROM swift:6.3-bookworm AS build

# Debian keeps one version of each library in a release; a pinned one would vanish with the next security update.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libbson-dev libfreetype-dev libmongoc-dev libpng-dev libsqlite3-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /source
COPY . .
RUN swift build -c release --product visual-backend --static-swift-stdlib \
    && install -D "$(swift build -c release --show-bin-path)/visual-backend" /out/bin/visual-backend \
    && mkdir -p /out/share/loggerandviewer \
    && cp -r Templates Public /out/share/loggerandviewer/

FROM debian:12-slim

# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates fonts-dejavu-core libfreetype6 libmongoc-1.0-0 libpng16-16 libsqlite3-0 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home registry \
    && install -d -o registry -g registry /data /data/logs

COPY --from=build /out/ /usr/local/

USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080

# A container's own loopback address cannot be reached from outside, so the server listens on all of them. Publish the
# port on 127.0.0.1 only unless TLS is in front of it. The server does not start before there is a token; make one with
#     docker run --rm -v VOLUME:/data IMAGE token create --role admin --name me
# The registry and the folder of logs are in the working folder, which is the volume.
ENV XDG_CONFIG_HOME=/data
ENTRYPOINT ["visual-backend"]
CMD ["serve", "--host", "0.0.0.0"]
