from django.apps import AppConfig
from django.db.backends.signals import connection_created

from agencies.swedish import register_collation


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = "Organisationer och personer"

    def ready(self):
        connection_created.connect(register_collation)
