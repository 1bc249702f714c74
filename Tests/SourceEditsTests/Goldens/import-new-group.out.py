import os

from fastapi import FastAPI

from app.models import Product

app = FastAPI()
