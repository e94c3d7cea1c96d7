"""What hypothesis may try: any number a person could enter, and nothing at all."""

import datetime as dt

from hypothesis import strategies as st

numbers = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False)
maybe = st.none() | numbers
days = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2034, 12, 31))
