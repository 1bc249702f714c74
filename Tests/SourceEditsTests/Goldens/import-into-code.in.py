#!/usr/bin/env python
# Copyright

class A:
    pass
