"""The page that all pages are made from: data with a named screen."""

from django.core.checks import Error
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from foundation.blocks import BodyField, refuse_unfinished


class BasePage(Page):
    """A page names its screen, the view that shows it: ``screen = "courses.views.lesson.show"``.

    The view is called as ``view(request, page)`` for readers and, with ``request.is_preview`` true, for previews.
    """

    #: Dotted path of the view that shows this page.
    screen: str = ""
    #: The language of an alias's source, where whoever fetched the page knows it already.
    source_language: str = ""

    is_demonstration = models.BooleanField(
        _("demonstration content"),
        default=False,
        editable=False,
        help_text=_("Fictional content that shows what the school can do; it carries a ribbon."),
    )

    class Meta:
        abstract = True

    def full_clean(self, exclude=None, **kwargs) -> None:
        """Nothing unfinished is published, on whatever way: forms look at a body, but many pages are published at once, later,
        or from a list, and a draft may lack anything."""
        super().full_clean(exclude=exclude, **kwargs)
        # A form says which fields it leaves out. Without that, the page is about to stand as it is.
        if exclude is None and self.live:
            for field in self._meta.get_fields():
                if isinstance(field, BodyField):
                    refuse_unfinished(self.get_admin_display_title(), getattr(self, field.name))

    def serve(self, request, *args, **kwargs):
        request.is_preview = False
        return import_string(self.screen)(request, self, *args, **kwargs)

    def serve_preview(self, request, mode_name):
        request.is_preview = True
        return import_string(self.screen)(request, self)

    def get_view_restrictions(self):
        """The restrictions on this page and those above it; no query where no page of the school is restricted."""
        from foundation.web.restrictions import there_are_any

        return super().get_view_restrictions() if there_are_any() else PageViewRestriction.objects.none()

    @property
    def content_language(self) -> str:
        """The language its text is written in: an alias shows the text of its source."""
        if self.source_language:
            return self.source_language
        source = self.alias_of if self.alias_of_id else self
        return source.locale.language_code

    @property
    def content_direction(self) -> str:
        """``rtl`` or ``ltr``, for the ``dir`` attribute beside ``lang``."""
        return "rtl" if get_language_info(self.content_language)["bidi"] else "ltr"

    @classmethod
    def check(cls, **kwargs):
        errors = super().check(**kwargs)
        if not cls._meta.abstract:
            try:
                import_string(cls.screen)
            except ImportError as error:
                errors.append(
                    Error(
                        f"The screen of {cls.__name__} cannot be found: {error}",
                        obj=cls,
                        id="foundation.E001",
                    )
                )
        return errors
