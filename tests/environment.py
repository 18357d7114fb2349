"""The environment of the tests, set before the settings are read. `DATABASE_URL` may choose PostgreSQL."""

import os

os.environ["DEBUG"] = "off"
os.environ["HTTPS"] = "off"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["API_RATE"] = "off"
os.environ["SECRET_KEY"] = "only-for-tests-" * 4
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
# Playwright keeps a loop running, in which Django refuses to ask the database unless told.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
