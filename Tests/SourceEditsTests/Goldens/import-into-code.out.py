#!/usr/bin/env python
# Copyright

from decimal import Decimal


class A:
    pass
