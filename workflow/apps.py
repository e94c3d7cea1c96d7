from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = "Arbetsgång"

    def ready(self):
        autodiscover_modules("panels", "completeness", "tasks")
