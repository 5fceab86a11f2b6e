"""What the editors' form of an exercise is filled in with, beside Wagtail's own fields."""

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse


class CellsInput(forms.Textarea):
    """A text to paste, or to take from a file of one's own machine by a small script."""

    class Media:
        js = ["js/cms/cells-from-file.js"]
        css = {"all": ["css/cms/exercise.css"]}

    def render(self, name, value, attrs=None, renderer=None):
        text = super().render(name, value, attrs, renderer)
        return render_to_string("assessments/cms/cells_input.html", {"text": text})


class NotebookInput(forms.ClearableFileInput):
    """A notebook to choose; the present one can be downloaded by those who write exercises, and by nobody else."""

    class Media:
        css = {"all": ["css/cms/exercise.css"]}

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)["widget"]
        exercise = getattr(value, "instance", None)
        if context["is_initial"] and exercise is not None and exercise.pk:
            place = [exercise.pk, value.field.name]
            context["url"] = reverse("wagtailsnippets_assessments_exercise:notebook_file", args=place)
        return render_to_string("assessments/cms/notebook_input.html", {"widget": context})

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, {"accept": ".ipynb", **(extra_attrs or {})})
