from django.http import HttpResponse


def sourcing(request, **kwargs):
    return HttpResponse()


def sourcing_add(request, **kwargs):
    return HttpResponse()


def sourcing_edit(request, **kwargs):
    return HttpResponse()


def sourcing_move(request, **kwargs):
    return HttpResponse()


def sourcing_remove(request, **kwargs):
    return HttpResponse()
