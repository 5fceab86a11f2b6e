from school.models.pages import GlossaryPage, HomePage, StandardPage

__all__ = ["GlossaryPage", "HomePage", "StandardPage"]
