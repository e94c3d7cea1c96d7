"""What a thing to do looks like on Hem. Rooms make them in their own tasks.py."""

import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """Something a person should do: a verb and its object, why, where, and by when (None: no day is set).

    `plan` is the uid of the plan that it is needed for before that can be submitted, None for other things. `done_url`
    is where a post says that it is done, "" when only doing it does.
    """

    title: str
    why: str
    url: str
    due: datetime.date | None = None
    agency: str = ""
    order: int = 50
    plan: uuid.UUID | None = None
    done_url: str = ""

    def urgency(self, today):
        """ "late", "soon" (within a week) or "later"."""
        if self.due is None:
            return "later"
        if self.due < today:
            return "late"
        return "soon" if self.due <= today + datetime.timedelta(days=7) else "later"
