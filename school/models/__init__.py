from school.models.pages import HomePage, StandardPage

__all__ = ["HomePage", "StandardPage"]
