"""The demo story (UX.md section 7): what people see the first time they start Samplan.

The other modules hold what the story tells, one file an object, written for 2026 with today 15 October 2026. They are
data and know nothing of the database. `story` moves them to another year, `loader` writes them with the same methods
that people use, and `removal` takes all of it away again.
"""
