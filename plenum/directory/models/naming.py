"""Names as they are stored: one form, a key to sort by, a key to search by."""

from collections.abc import Collection

from django.db import models

from plenum.core.text import fold, normalise, sort_key


class Named(models.Model):
    """Something with a name that is listed in the Vietnamese order and found without accents."""

    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=500, editable=False, db_collation="C")
    #: The name and the short forms of it, folded: what a search looks through.
    folded = models.CharField(max_length=400, editable=False, db_collation="C", default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def words_to_find(self) -> Collection[str]:
        """The texts under which the thing is found."""
        return [self.name]

    def fill_keys(self) -> None:
        """Bring name and keys into the stored form; `save` does it, before `bulk_create` call it yourself."""
        self.name = normalise(self.name)
        self.sort_key = sort_key(self.name)
        self.folded = fold(" ".join(self.words_to_find()))[:400]
