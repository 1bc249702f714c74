"""Models."""
from __future__ import annotations

import os
import sys
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import relationship

from app.db import Base
from . import mixins


class A(Base):
    pass
