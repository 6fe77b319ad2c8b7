# Two targets do everything on a fresh machine: `make site` and `make test`. Each prepares what it needs (tools/prepare.sh).

.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:

BIN := .venv/bin
# Options of the command behind a target, as in: make site ARGS="--engine properdocs"
ARGS ?=
export PYTHON

.PHONY: help
help:
	@echo '公开（gongkai）：政务公开目录的检查与生成'
	@echo
	@echo '  make site    准备环境、检查内容、生成网站（site/ 对外，neibu/ 对内）'
	@echo '  make test    准备环境、运行全部测试（含真实浏览器）'
	@echo
	@echo '  make serve   在本机预览，改动后自动重新生成'
	@echo '  make check   只检查内容，不生成网站'
	@echo '  make lint    代码格式和类型检查'
	@echo '  make bench   同样的条目，和 Hugo、Pagefind、Material 比速度（结果写入 benchmarks/RESULTS.md）'
	@echo '  make audit   核对锁定文件、工作流权限和提交的文件，再查 200 段改动历史（约十分钟）'
	@echo '  make handbook 重新生成手册里引用提示和字段的两页'
	@echo '  make lock    按 requirements/*.in 和 package.json 重新锁定依赖'
	@echo '  make clean   删除生成的网站、缓存和环境'
	@echo
	@echo '  带选项：make site ARGS="--as-of 2021-07-30"；指定解释器：make site PYTHON=python3.12'

.PHONY: site
site: ready-site
	@$(BIN)/gongkai build $(ARGS)
	@echo '用浏览器打开 site/index.html 即可查看；make serve 可边改边看'

.PHONY: serve
serve: ready-site
	@$(BIN)/gongkai serve $(ARGS)

.PHONY: check
check: ready-site
	@$(BIN)/gongkai check $(ARGS)

.PHONY: test
test: ready-test lint repository
	@echo '正在运行测试…'
	@PATH="$(CURDIR)/$(BIN):$$PATH" GONGKAI_CHROMIUM="$$(sh tools/prepare.sh browser)" $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

# Sizes as in: make bench SIZES="1000 10000 50000 100000"
.PHONY: bench
bench: ready-site
	@$(BIN)/python -m benchmarks $(if $(SIZES),--sizes "$(SIZES)") $(ARGS)

.PHONY: lint
lint: ready-test
	@echo '正在检查代码格式和类型…'
	@$(BIN)/ruff check .
	@$(BIN)/mypy

.PHONY: repository
repository: ready-site
	@echo '正在核对锁定文件、工作流和提交的文件…'
	@$(BIN)/python -m tools.audit

# What takes long: 200 random histories, each compared with whole builds
.PHONY: audit
audit: ready-test repository
	@echo '正在核对 200 段改动历史（约十分钟）…'
	@GONGKAI_HISTORIES=200 $(BIN)/python -m pytest -n 2 --dist worksteal tests/reuse/test_histories.py $(ARGS)

# Pages of docs/handbook that quote the catalogue and the messages
.PHONY: handbook
handbook: ready-site
	@$(BIN)/python -m tools.handbook

.PHONY: lock
lock: ready-lock
	@sh tools/lock.sh

.PHONY: clean
clean:
	rm -rf site neibu examples/*/site examples/*/neibu .cache examples/*/.cache node_modules gongkai.egg-info
	@if [ -f .venv/gongkai ]; then rm -rf .venv; fi

.PHONY: ready-site ready-test ready-lock
ready-site ready-test ready-lock: ready-%:
	@sh tools/prepare.sh $*
