# shellcheck shell=bash
# Starting, stopping and asking a system that runs through an AppHost. Sourced by ./run and ./test, which set
# root (the checkout), local_folder (its .local) and apphost (the assembly to run).
: "${root:?}" "${local_folder:?}" "${apphost:?}"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# A build leaves no server process behind.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0

# build PROJECT: builds in Release and shows the output only when it fails. Skipped when nothing changed since the last time.
build() {
    local folder stamp log
    folder=$(dirname "$root/$1")
    stamp=$folder/obj/built-by-run
    if [[ -e $stamp && $(<"$stamp") == "$root" && -d $folder/bin/Release ]] && ! changed_since "$stamp"; then
        return 0
    fi
    echo "building $1"
    log=$(mktemp)
    if ! dotnet build "$root/$1" --configuration Release --nologo --verbosity quiet >"$log" 2>&1; then
        cat "$log" >&2
        echo "The build failed; its output is above." >&2
        exit 1
    fi
    rm -f "$log"
    mark_built "$1"
}

# mark_built PROJECT: it has just been built as `build` would.
mark_built() {
    echo "$root" >"$(dirname "$root/$1")/obj/built-by-run"
}

changed_since() {
    [[ -n $(find "$root/aspire" "$root/services" "$root/contracts" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json" \
        \( -name bin -o -name obj -o -name node_modules \) -prune -o -newer "$1" -print -quit) ]]
}

# The AppHost holds this lock for as long as it lives, however it dies.
is_running() {
    [[ -e $local_folder/run/apphost.lock ]] && ! flock --nonblock --shared "$local_folder/run/apphost.lock" true
}

is_ready() {
    [[ -e $local_folder/run/ready ]]
}

# Starts the system in the background and returns when it is ready; otherwise says why not, and returns 1.
start_detached() {
    local log=$local_folder/logs/apphost.log pid
    mkdir -p "$local_folder/logs"
    setsid dotnet "$apphost" >"$log" 2>&1 </dev/null &
    pid=$!
    disown
    until is_running && is_ready; do
        if ! kill -0 "$pid" 2>/dev/null; then
            cat "$log" >&2
            echo "The system did not start. More is in $local_folder/logs" >&2
            return 1
        fi
        sleep 0.1
    done
    cat "$log"
}

# Asks the AppHost to stop everything, and waits until it has.
stop_system() {
    is_running || return 0
    kill -TERM "$(<"$local_folder/run/apphost.pid")"
    local tenths
    for ((tenths = 0; tenths < 900; tenths++)); do
        is_running || return 0
        sleep 0.1
    done
    echo "The system has not stopped within 90 s. Its AppHost is process $(<"$local_folder/run/apphost.pid")" >&2
    return 1
}

# state_of RESOURCE: waiting, starting, healthy, unhealthy, finished, restarting, stopped or failed.
state_of() {
    cut -f1 "$local_folder/run/state/$1" 2>/dev/null || true
}

# hold RESOURCE / release RESOURCE: stop one resource and keep it stopped; start it again. Return when done.
hold() {
    touch "$local_folder/run/held/$1"
    wait_for_state "$1" stopped
}

release() {
    rm -f "$local_folder/run/held/$1"
    wait_for_state "$1" healthy
}

wait_for_state() {
    local tenths
    for ((tenths = 0; tenths < 1200; tenths++)); do
        [[ $(state_of "$1") == "$2" ]] && return 0
        is_running || break
        sleep 0.1
    done
    echo "$1 is not $2: $(state_of "$1")" >&2
    return 1
}

show_status() {
    local file
    for file in "$local_folder"/run/state/*; do
        [[ -e $file ]] && awk -F'\t' -v name="$(basename "$file")" '{ printf "%-20s %-10s %s\n", name, $1, $3 == "" ? $2 : $3 }' "$file"
    done
}
