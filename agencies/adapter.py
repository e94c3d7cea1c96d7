"""How people come in: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnly(DefaultAccountAdapter):
    """allauth's rules for accounts, with the door for strangers closed."""

    def is_open_for_signup(self, request):
        return False
