# Everything is done by scripts/dev.py, which works the same without make.
PYTHON ?= python3
.PHONY: site build check test
site build check test:
	@$(PYTHON) scripts/dev.py $@
