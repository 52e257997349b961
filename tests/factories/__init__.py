"""One factory for each model. A guard compares this list with the models."""

from factory.django import DjangoModelFactory


def all_factories() -> dict[type, type[DjangoModelFactory]]:
    """Model -> factory, over every module of this package."""
    import importlib
    import pkgutil

    found: dict[type, type[DjangoModelFactory]] = {}
    for module in pkgutil.iter_modules(__path__):
        for thing in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            if isinstance(thing, type) and issubclass(thing, DjangoModelFactory) and thing._meta.model:
                found[thing._meta.model] = thing
    return found
