#!/usr/bin/env python
"""Django's command line for the newsroom."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        sys.exit(f"DATABASE_URL: the database cannot be used: {' '.join(str(error).split())}")
