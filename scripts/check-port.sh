#!/usr/bin/env bash
# Fails, in one sentence, when nothing could listen on a TCP port of this machine. Argument: the port.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/progress.sh

port=${1:-}
if ! [[ $port =~ ^[0-9]{1,5}$ ]] || ((10#$port > 65535)); then
    fail "PORT is a number from 0 to 65535, and '$port' is none."
fi

# Port 0 takes any free one. For another one, somebody who answers has it. (The subshell closes the connection.)
if ((10#$port > 0)) && (: <>"/dev/tcp/127.0.0.1/$((10#$port))") 2>/dev/null; then
    fail "port $port is used by another program: stop that one, or choose another port, such as make run PORT=18080."
fi
