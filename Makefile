# Each target is one script in scripts/; what it needs and is missing, it installs.
.DEFAULT_GOAL := help
.PHONY: run test test-trackers check bench bench-events bench-logger bench-charts bench-server bench-storage bench-trackers gallery screenshots torture attack fuzz format clean help

PORT ?= 8080
export PORT

run: ## Train the example once, then serve the registry on http://127.0.0.1:8080 (PORT=… for another port)
	@scripts/run.sh

test: ## Run all tests, with a real MongoDB that is started and stopped for them
	@scripts/test.sh

test-trackers: ## Import what the real trackers leave, have W&B's own program read what is written for it, and log to a real MLflow server
	@scripts/test-trackers.sh

check: ## Formatting, layers, README, no warnings, all tests
	@scripts/check.sh

bench: ## Measure the registry beside pymongo and print a table
	@scripts/bench.sh

bench-events: ## Measure event files beside tensorboard and tensorboardX
	@scripts/bench-events.sh

bench-logger: ## Measure the logger beside csv, sqlite3, TensorBoard's writers, wandb, aim, mlflow and trackio
	@scripts/bench-logger.sh

bench-charts: ## Measure charts beside matplotlib and Pillow
	@scripts/bench-charts.sh

bench-server: ## Measure the server beside a bare client of MongoDB, Flask and MLflow
	@scripts/bench-server.sh

bench-storage: ## Measure file storage beside boto3, with a SeaweedFS that is started for it
	@scripts/bench-storage.sh

bench-trackers: ## Measure what reaches MLflow and W&B beside their own clients, with an MLflow server that is started for it
	@scripts/bench-trackers.sh

gallery: ## Draw every kind of chart, and write Documentation/Gallery.md
	@scripts/gallery.sh

screenshots: ## Take the README's pictures of the pages, with Chromium, of the example
	@scripts/screenshots.sh

torture: ## Kill a program that logs 200 times, at random moments, and count what is lost (KILLS=… for another number)
	@scripts/torture.sh --kills $(or $(KILLS),200)

attack: ## Start a server with a store in memory, attack it, and tell what it withstood
	@scripts/attack.sh

fuzz: ## Feed a reader with hostile bytes for a minute (TARGET=journal, png or trackers, SECONDS_TO_RUN=…; the event reader otherwise)
	@scripts/fuzz.sh $(or $(TARGET),events) $(or $(SECONDS_TO_RUN),60)

format: ## Format all Swift sources in place
	@scripts/format.sh

clean: ## Remove build products and the tests' Python environment
	@rm -rf .build .build-* .venv .venv-peers .venv-trackers

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 22
