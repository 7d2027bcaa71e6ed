"""A page with a picture of every kind, served with what real pages are guarded by."""

from pathlib import Path
from types import SimpleNamespace

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from commonweal.app.picture import drawing
from commonweal.model.figure import Figure
from commonweal.web import headers, page, picture
from commonweal.web.main import _static
from tests.adapters import figured

PAGE = """{% from "figure.html" import figure with context %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Pictures</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="{{ static('icons/mark.svg') }}" type="image/svg+xml">
{% for each in ("tokens", "app", "picture") %}
<link rel="stylesheet" href="{{ static(each ~ '.css') }}">{% endfor %}</head>
<body><main><h1>Pictures</h1>{% for each in drawings %}{{ figure(each) }}{% endfor %}</main>
<script type="module" src="{{ static('picture.js') }}"></script></body></html>"""


def shown(*figures: Figure) -> str:
    template = page._environment().from_string(PAGE)
    return str(template.render(drawings=[drawing(each) for each in figures]))


def application(home: Path) -> FastAPI:
    app = FastAPI()
    app.state.node = SimpleNamespace(home=home)
    headers.install(app)
    app.include_router(picture.router)
    app.add_api_route("/static/{version}/{name:path}", _static, methods=["GET"])
    app.add_api_route("/", lambda: HTMLResponse(shown(*figured.EVERY)), methods=["GET"])
    return app
