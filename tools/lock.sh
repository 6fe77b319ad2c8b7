#!/bin/sh
# Locks the dependencies again: every version with its hashes, for every platform, without an address of any index.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
for name in runtime test node lock; do
    printf '正在锁定 requirements/%s.txt…\n' "$name"
    .venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --upgrade \
        --no-emit-index-url --no-emit-find-links --no-header \
        "requirements/$name.in" --output-file "requirements/$name.txt"
done
printf '正在锁定 package-lock.json…\n'
# .npmrc keeps addresses out of the file.
PATH="$(pwd)/.venv/bin:$PATH" npm install --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error
printf '锁定完成，请运行 make test，再提交。\n'
