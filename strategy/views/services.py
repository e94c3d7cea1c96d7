from django.http import HttpResponse


def service_add(request, **kwargs):
    return HttpResponse()


def service_edit(request, **kwargs):
    return HttpResponse()


def service_remove(request, **kwargs):
    return HttpResponse()


def services(request, **kwargs):
    return HttpResponse()
