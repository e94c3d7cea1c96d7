from django.http import HttpResponse


def carry_over(request, **kwargs):
    return HttpResponse()
