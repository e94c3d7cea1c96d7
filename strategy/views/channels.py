from django.http import HttpResponse


def channel_add(request, **kwargs):
    return HttpResponse()


def channel_edit(request, **kwargs):
    return HttpResponse()


def channel_principle(request, **kwargs):
    return HttpResponse()


def channel_remove(request, **kwargs):
    return HttpResponse()


def channels(request, **kwargs):
    return HttpResponse()
