"""People; every person may have an account, and the account is the person."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from plenum.core.text import normalise, person_sort_key


class PersonManager(BaseUserManager["Person"]):
    """Creates people; `get_by_natural_key` is what signing in asks for."""

    def create_user(self, username: str, full_name: str, password: str | None = None, **fields: object) -> "Person":
        """Create a person who signs in as ``username``; without ``password`` the account can't sign in yet."""
        name = normalise(full_name)
        person = self.model(username=username, full_name=name, sort_key=person_sort_key(name), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who works in, or is invited by, the bodies of the province."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=300, editable=False, db_index=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=5, default="vi")
    #: False ends every session and every stream of the person at once.
    is_active = models.BooleanField(default=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="person_has_an_email_of_their_own"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name
