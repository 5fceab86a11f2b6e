#!/usr/bin/env python
"""Django's command line for the school."""

from school.__main__ import main

if __name__ == "__main__":
    main()
