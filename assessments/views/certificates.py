"""Verifying a certificate: public, by its address or its code."""

import re

import segno
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from assessments.forms.envelopes import VerifyForm
from assessments.models import Certificate

CODE = re.compile(r"[0-9A-Za-z-]{1,20}")


# No copy outlives the certificate: the next reader is told at once that it was withdrawn, and by no name.
@never_cache
@require_GET
def show(request, code: str):
    """The certificate of this code: whose, what for, and whether it is valid. What is not there is said plainly."""
    # Only what can be a code reaches the database: PostgreSQL refuses some characters outright.
    is_code = CODE.fullmatch(code) is not None
    certificate = Certificate.objects.filter(code=code.upper()).first() if is_code else None
    if certificate is None:
        return render(request, "assessments/certificate_unknown.html", {"form": VerifyForm()}, status=404)
    address = request.build_absolute_uri(certificate.get_absolute_url())
    response = render(
        request,
        "assessments/certificate.html",
        {
            "certificate": certificate,
            "address": address,
            "square": _square(address),
            "is_demonstration": certificate.is_demonstration,
        },
    )
    # A name stands on it: whoever has the address may read it, no search engine keeps it.
    response["X-Robots-Tag"] = "noindex"
    return response


@require_GET
def verify(request) -> HttpResponse:
    """A form for a code typed from paper."""
    form = VerifyForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return HttpResponseRedirect(reverse("assessments:certificate", args=[form.cleaned_data["code"]]))
    return render(request, "assessments/verify.html", {"form": form}, status=422 if form.errors else 200)


def _square(address: str):
    """The address as a QR code, drawn in the page itself; segno writes numbers and names of classes only."""
    return mark_safe(
        segno.make(address, error="m").svg_inline(
            scale=1, border=2, omitsize=True, svgclass="square", lineclass=None, dark="#000", light="#fff"
        )
    )
