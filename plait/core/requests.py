"""One number for each request, in every log line; and refusals that reach the person as a sentence."""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plait.core.refusals import Refusal

_request_id: ContextVar[str] = ContextVar("request id", default="-")
_ACCEPTED = re.compile(r"^[A-Za-z0-9-]{8,64}$")
log = logging.getLogger("plait.requests")

Answer = Callable[[HttpRequest], HttpResponse]


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        return True


class RequestIdMiddleware:
    """Gives each request a number, logs its method, route, status and time, and nothing that a person typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        offered = request.headers.get("X-Request-ID", "")
        token = _request_id.set(offered if _ACCEPTED.match(offered) else uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            match = request.resolver_match
            route = match.route if match else "-"
            log.info("answered", extra={"method": request.method, "route": route, "status": response.status_code})
            response.headers["X-Request-ID"] = _request_id.get()
            return response
        finally:
            _request_id.reset(token)


class KeepNothing:
    """What people see here is about children: no browser and no proxy keeps an answer, unless it says so itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class RefusalMiddleware:
    """A refusal that no view caught becomes a page with its sentence and status 409. Nothing was changed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return render(request, "web/refused.html", {"sentence": exception.sentence}, status=409)
        return None
