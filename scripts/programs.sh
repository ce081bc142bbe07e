# shellcheck shell=bash
# The programs that the system and its tests need, from the distribution where that is possible. Sourced by ./run and ./test, which set
# root (the checkout) and local_folder (its .local).
: "${root:?}" "${local_folder:?}"

has_postgres() {
    local folder
    for folder in /usr/lib/postgresql/*/bin; do
        [[ -x $folder/initdb && ${folder//[^0-9]/} -ge 14 ]] && return 0
    done
    command -v initdb postgres >/dev/null
}

has_rabbitmq() {
    [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || command -v rabbitmq-server >/dev/null
}

has_node() {
    command -v node npm >/dev/null
}

has_python_grpc() {
    /usr/bin/python3 -c 'import grpc' 2>/dev/null
}

has_chromium() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

# need WHAT...: makes sure of postgres, rabbitmq, node, python_grpc, chromium; ends the script with what to do when that is not possible.
need() {
    local what missing=() packages=()
    for what in "$@"; do
        "has_$what" && continue
        missing+=("$what")
        case $what in
            postgres) packages+=(postgresql) ;;
            rabbitmq) packages+=(rabbitmq-server) ;;
            node) packages+=(nodejs npm) ;;
            python_grpc) packages+=(python3-grpcio) ;;
            chromium) packages+=(chromium) ;;
        esac
    done
    [[ ${#missing[@]} -eq 0 ]] && return 0
    if can_install; then
        echo "installing ${packages[*]} (no system service is started)"
        install_packages "${packages[@]}"
        return 0
    fi
    if [[ ! "${missing[*]}" =~ node|python_grpc|chromium ]] && use_docker; then
        echo "not installed: ${missing[*]}; using Docker for PostgreSQL and RabbitMQ"
        return 0
    fi
    echo "Please install: ${packages[*]} (Debian's names). PostgreSQL must be 14 or later. Nothing needs to run as a service." >&2
    exit 1
}

can_install() {
    command -v apt-get >/dev/null && { [[ $(id -u) -eq 0 ]] || sudo -n true 2>/dev/null; }
}

install_packages() {
    local as_root=() log
    [[ $(id -u) -eq 0 ]] || as_root=(sudo -n)
    log=$(mktemp)
    if ! "${as_root[@]}" bash -s -- "$@" >"$log" 2>&1 <<'SCRIPT'; then
set -euo pipefail
# No package may start a service, and PostgreSQL's makes no cluster of its own.
if [[ ! -e /usr/sbin/policy-rc.d ]]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
fi
if [[ ! -e /etc/postgresql-common/createcluster.conf ]]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
fi
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get update -q
apt-get install -q -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@"
SCRIPT
        cat "$log" >&2
        echo "The installation failed; its output is above." >&2
        exit 1
    fi
    rm -f "$log"
}

# Where there is a Docker engine but no package manager of ours: programs of the same names that run in containers, put on the PATH.
# Written from the engines' documentation and never tried: the machines this was built on have no engine.
use_docker() {
    [[ $(id -u) -ne 0 ]] && command -v docker >/dev/null && docker info >/dev/null 2>&1 || return 1
    local shims=$local_folder/docker program
    mkdir -p "$shims"
    for program in initdb postgres rabbitmq-server rabbitmqctl epmd; do
        ln -sf "$root/scripts/in-docker" "$shims/$program"
    done
    export PATH="$shims:$PATH" PRIVACYPLATFORM_LOCAL="$local_folder"
}
