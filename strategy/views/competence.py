from django.http import HttpResponse


def competence(request, **kwargs):
    return HttpResponse()


def competence_add(request, **kwargs):
    return HttpResponse()


def competence_edit(request, **kwargs):
    return HttpResponse()


def competence_move(request, **kwargs):
    return HttpResponse()


def competence_remove(request, **kwargs):
    return HttpResponse()
