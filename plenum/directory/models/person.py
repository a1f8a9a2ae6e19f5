"""People; every person may have an account, and the account is the person."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from plenum.core.text import fold, normalise, person_sort_key
from plenum.directory.enums import ContactsFor


class PersonManager(BaseUserManager["Person"]):
    """Creates people; `get_by_natural_key` is what signing in asks for."""

    def create_user(self, username: str, full_name: str, password: str | None = None, **fields: object) -> "Person":
        """Create a person who signs in as ``username``; without ``password`` the account can't sign in yet."""
        person = self.model(username=username, full_name=full_name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who works in, or is invited by, the bodies of the province."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=300, editable=False, db_collation="C")
    #: Name and username, folded: what a search looks through.
    folded = models.CharField(max_length=200, editable=False, db_collation="C", default="")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    contacts_for = models.CharField(max_length=10, choices=ContactsFor.choices, default=ContactsFor.OWN_BODY)
    language = models.CharField(max_length=5, default="vi")
    #: False ends every session and every stream of the person at once.
    is_active = models.BooleanField(default=True)
    #: The administrator who fetched the link of the first sign-in, and so could have used it.
    sign_in_handed_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="sign_ins_handed_out"
    )
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="person_has_an_email_of_their_own"),
            models.CheckConstraint(
                condition=Q(username=Lower(F("username"))), name="person_signs_in_with_small_letters"
            ),
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="person_in_order")]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def fill_keys(self) -> None:
        """Bring the name and its keys into the stored form; `save` does it, before `bulk_create` call it yourself."""
        self.full_name = normalise(self.full_name)
        self.sort_key = person_sort_key(self.full_name)
        self.folded = fold(f"{self.full_name} {self.username}")

    def save(self, *args: object, **kwargs: object) -> None:
        update = kwargs.get("update_fields")
        if update is None or "full_name" in update:  # type: ignore[operator]
            self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
