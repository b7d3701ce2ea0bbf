from warehouse import reading_bodies
from warehouse.reading_bodies import Day


def test_small_days_are_written_together_and_a_large_one_is_alone(monkeypatch):
    monkeypatch.setattr(reading_bodies, "AT_ONCE", 10)
    days = [Day(str(at), texts, 1, 1) for at, texts in enumerate((4, 6, 1, 30, 9, 1, 1))]
    together = [[day.texts for day in some] for some in reading_bodies._together(days)]
    assert together == [[4, 6], [1], [30], [9, 1], [1]]
    assert list(reading_bodies._together([])) == []
