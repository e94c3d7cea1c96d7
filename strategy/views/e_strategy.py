from django.http import HttpResponse


def e_strategy(request, **kwargs):
    return HttpResponse()
