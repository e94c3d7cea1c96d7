from charts.health import Health


def test_sorting_by_severity_puts_the_worst_first_and_the_unknown_last():
    statuses = [Health.MISSING, Health.ON_TRACK, Health.OFF_TRACK, Health.AT_RISK]
    ordered = sorted(statuses, key=lambda status: status.severity)
    assert ordered == [Health.OFF_TRACK, Health.AT_RISK, Health.ON_TRACK, Health.MISSING]


def test_every_health_has_its_own_shape():
    assert len({status.shape for status in Health}) == len(Health)


def test_the_words_are_those_of_the_vocabulary():
    assert [str(label) for label in Health.labels] == ["I fas", "Risk", "Avviker", "Saknar värde"]
