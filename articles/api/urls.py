"""Addresses of the API, its description, and an answer for everything else below it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from articles.formats.documents import dumps

from .answers import PROBLEM, api_view, failed
from .v1 import api

PREFIX = "/api/v1"


def description() -> dict:
    """The OpenAPI document. Ninja writes every answer as plain JSON; problems have a media type of their own."""
    found = api.get_openapi_schema(path_prefix=PREFIX)
    for operations in found["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {PROBLEM: answer["content"]["application/json"]}
    return found


@require_safe
def openapi(request):
    """The description for programs."""
    return HttpResponse(dumps(description()), content_type="application/json")


@require_safe
def docs(request):
    """The description for people: our own page, for it needs no script and asks nobody else."""
    found = description()
    operations = [
        {
            "path": where,
            **operation,
            "parameters": [_parameter(one) for one in operation.get("parameters", [])],
        }
        for where, methods in found["paths"].items()
        for operation in methods.values()
    ]
    return render(request, "articles/api.html", {"info": found["info"], "operations": operations})


def _parameter(one: dict) -> dict[str, object]:
    schema = one["schema"]
    kinds = [schema, *schema.get("anyOf", []), schema.get("items", {})]
    values = next((kind["enum"] for kind in kinds if "enum" in kind), None)
    values = values or [kind["const"] for kind in kinds if "const" in kind]
    return {
        "name": one["name"],
        "place": one["in"],
        "required": one.get("required", False),
        "description": one.get("description") or schema.get("description", ""),
        "values": values,
        "pattern": next((kind["pattern"] for kind in kinds if "pattern" in kind), ""),
        "type": next((kind.get("format") or kind["type"] for kind in kinds if "type" in kind), ""),
        "default": schema.get("default"),
    }


def unknown(request, rest=""):
    """Whatever is not there is said to be not there in JSON."""
    return failed(request, 404, "There is nothing under this address. The description: /api/v1/openapi.json")


def _patterns():
    for pattern in api.urls[0]:
        if getattr(pattern, "name", "") not in ("api-root", "openapi-json"):
            pattern.callback = api_view(pattern.callback)
            yield pattern


app_name = "api-1"
urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    path("docs", docs, name="docs"),
    *_patterns(),
    re_path(r"^(?P<rest>.*)$", unknown),
]
