from django.http import HttpResponse


def register(request, **kwargs):
    return HttpResponse()


def register_add(request, **kwargs):
    return HttpResponse()


def register_edit(request, **kwargs):
    return HttpResponse()
