#!/bin/sh
# Prepares this checkout: the environment in .venv, and for the tests Chromium, Chinese fonts and the Node tools.
#   sh tools/prepare.sh site      what `make site` needs
#   sh tools/prepare.sh test      that, and what `make test` needs
#   sh tools/prepare.sh lock      that, and what `make lock` needs
#   sh tools/prepare.sh browser   prints where Chromium is
# A second run finds everything in place and installs nothing. Only locked, hash-checked packages are installed;
# system packages come by apt-get, and only where root or password-less sudo allows it: otherwise the line to type is
# printed. Exit code 2: could not prepare.
set -eu

CDPATH='' cd -- "$(dirname -- "$0")/.."
root=$(pwd -P)
log=.cache/gongkai/prepare.log
mkdir -p "${log%/*}"

# Settings of the caller that would lead pip past the environment.
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0
unset PYTHONHOME PYTHONPATH

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$1"
    exit 2
}

# Runs a long command with its output in the log; shows the end of the log when it fails.
logged() {
    if ! "$@" >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        return 1
    fi
}

# What a stamp holds: the files it depends on, and the folder, because an environment cannot be moved.
key() { { printf '%s\n' "$root"; cat "$@"; } | cksum; }

is_current() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# ---- system packages ------------------------------------------------------------------------------------------

# apt_install WHAT-FOR PACKAGE...
apt_install() {
    what=$1
    shift
    line="sudo apt-get update && sudo apt-get install -y $*"
    command -v apt-get >/dev/null 2>&1 || fail "缺少$what。请先安装（Debian、Ubuntu 的包名：$*），再运行一次。"
    if [ "$(id -u)" = 0 ]; then
        as_root=''
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        fail "缺少$what，这里没有权限安装。请先运行下面这一行，再运行一次：
  $line"
    fi
    say "正在安装$what（$*）…"
    # An outdated list of one source must not stop an installation that the other lists allow.
    logged $as_root apt-get update -qq || say "软件包列表没有全部更新，继续安装"
    logged $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" ||
        fail "没有装上$what。请运行下面这一行看看原因：
  $line"
}

# ---- Python ---------------------------------------------------------------------------------------------------

# A name on the PATH is not enough: version managers leave names that start nothing.
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_make_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python3.14; do
        if is_new_enough "$candidate" && can_make_environments "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
}

make_environment() {
    python=$(find_python)
    if [ -z "$python" ]; then
        apt_install "Python 3.11 及其 venv 模块" python3 python3-venv
        python=$(find_python)
        [ -n "$python" ] || fail "需要 Python 3.11 或更新的版本，这里没有找到。装好后可以这样指定：make site PYTHON=/路径/python3.11"
    fi
    say "正在准备环境（$("$python" --version 2>&1)）…"
    rm -rf .venv
    mkdir .venv
    # Says that this folder is ours, also when the next lines are interrupted.
    : >.venv/gongkai
    logged "$python" -m venv .venv || fail "没有建成环境 .venv。"
}

ensure_environment() {
    if [ -e .venv ] && [ ! -f .venv/gongkai ]; then
        fail "文件夹 .venv 不是由 make 建立的，请移走或改名后再运行一次。"
    fi
    place=$(key /dev/null)
    if ! is_current .venv/place "$place" || ! is_new_enough .venv/bin/python; then
        make_environment
        printf '%s\n' "$place" >.venv/place
    fi
}

# install NAME: the packages of requirements/NAME.txt
install() {
    # Wheels only: building from source would fetch build tools that no lock names.
    logged .venv/bin/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: \
        -r "requirements/$1.txt" ||
        fail "没有装上 requirements/$1.txt 里的软件包，请看上面的原因（没有网络时，先按 README 准备离线安装包）。"
}

# Puts the package, the command and the plugin into the environment; needs no network.
install_ourselves() {
    logged .venv/bin/python -m pip install --quiet --no-index --no-deps --no-build-isolation \
        --config-settings editable_mode=compat --editable . ||
        fail "没有把 gongkai 装进环境，请看上面的原因。"
}

# ensure_packages NAME: test.txt holds all of runtime.txt
ensure_packages() {
    wanted=$(key "requirements/$1.txt" requirements/runtime.in pyproject.toml generator/__init__.py tools/prepare.sh)
    is_current ".venv/ready-$1" "$wanted" && return
    rm -f .venv/ready-*
    say "正在安装锁定的软件包（requirements/$1.txt）…"
    install "$1"
    install_ourselves
    printf '%s\n' "$wanted" >".venv/ready-$1"
}

ensure_lock_tool() {
    wanted=$(key requirements/lock.txt)
    is_current .venv/ready-lock "$wanted" && return
    install lock
    printf '%s\n' "$wanted" >.venv/ready-lock
}

# ---- for the tests --------------------------------------------------------------------------------------------

find_browser() {
    for candidate in chromium chromium-browser google-chrome google-chrome-stable; do
        # Ubuntu's chromium may be a name that only asks for a snap.
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" --version >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
}

ensure_browser() {
    [ -n "$(find_browser)" ] || apt_install "浏览器 Chromium" chromium
    [ -n "$(find_browser)" ] || fail "需要 Chromium 或 Google Chrome，这里没有找到能启动的。请装好后再运行一次。"
}

has_chinese_fonts() { command -v fc-list >/dev/null 2>&1 && fc-list :lang=zh-cn 2>/dev/null | grep -q .; }

ensure_fonts() { has_chinese_fonts || apt_install "中文字体" fontconfig fonts-noto-cjk; }

has_node() {
    command -v npm >/dev/null 2>&1 &&
        node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' >/dev/null 2>&1
}

ensure_node_tools() {
    PATH="$root/.venv/bin:$PATH"
    if ! has_node; then
        say "正在安装 Node.js（requirements/node.txt）…"
        install node
    fi
    wanted=$(key package.json package-lock.json)
    is_current node_modules/.ready "$wanted" && return
    say "正在安装开发工具（package-lock.json）…"
    logged npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || fail "没有装上开发工具，请看上面的原因。"
    printf '%s\n' "$wanted" >node_modules/.ready
}

# ---------------------------------------------------------------------------------------------------------------

case "${1:-}" in
site)
    ensure_environment
    # An environment that is ready for the tests has everything the site needs.
    [ -f .venv/ready-test ] && ensure_packages test || ensure_packages runtime
    ;;
test)
    ensure_environment
    ensure_packages test
    ensure_browser
    ensure_fonts
    ensure_node_tools
    ;;
lock)
    ensure_environment
    ensure_packages test
    ensure_lock_tool
    ;;
browser)
    find_browser
    ;;
*)
    fail "用法：sh tools/prepare.sh site|test|lock|browser"
    ;;
esac
