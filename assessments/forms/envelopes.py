"""Forms that are the same for every activity."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.spec.notebook import MAX_BYTES, check_notebook


class AnswerEnvelope(forms.Form):
    """What every answer comes with: whose it is, the token of the form, what was asked."""

    scope = forms.UUIDField()
    attempt_token = forms.UUIDField()
    version = forms.IntegerField(required=False, min_value=1, max_value=2**53)


class NotebookUpload(forms.Form):
    """A notebook from the trainee's own machine."""

    key = forms.UUIDField()
    notebook = forms.FileField(
        label=_("Notebook file (.ipynb)"), error_messages={"required": _("Choose a notebook file.")}
    )

    def clean_notebook(self) -> dict:
        file = self.cleaned_data["notebook"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                _("The notebook is larger than 10 MB. Clear the outputs of its cells and save it again.")
            )
        return check_notebook(file.read())


class VerifyForm(forms.Form):
    """The code of a certificate, as somebody types it from paper."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "field__input", "dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
        ),
        help_text=_("Sixteen letters and digits, printed under the square: 7KQ2-M4XT-9WDP-H3RN."),
    )

    def clean_code(self) -> str:
        signs = "".join(
            sign for sign in self.cleaned_data["code"].upper() if sign.isalnum() and sign.isascii()
        )
        if len(signs) != 16:
            raise ValidationError(_("A code has sixteen letters and digits."))
        return "-".join(signs[start : start + 4] for start in range(0, 16, 4))
