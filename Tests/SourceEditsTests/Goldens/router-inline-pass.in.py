from fastapi import FastAPI


def register_routers(app: FastAPI): pass
