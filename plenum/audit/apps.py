from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "plenum.audit"
    label = "audit"
