"""No query takes longer, or more memory, than the settings allow; the next one is answered."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.db import connection, sql
from dashboard.db.connection import QueryTimeout, timeout
from dashboard.errors import QueryLimitError


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeout, "seconds", 0.3)


ENDLESS = "select count(*) from range(1000000000) a, range(1000000000) b where a.range + b.range = 7"


def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_answered(real: None, short: None) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryLimitError):
        connection.current().execute(ENDLESS, {})
    assert time.monotonic() - begun < 10
    time.sleep(0.5)
    assert connection.current().execute("select 1", {}).rows == [(1,)]


def test_page_that_takes_too_long_is_a_notice_without_a_trace(
    client: FlaskClient, short: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What was asked before is known, and what each question takes too.
    for path in (sql.QUERIES).glob("*.sql"):
        sql.parameters(path.stem)
    sql._rows.cache_clear()
    sql._result.cache_clear()
    names = sql.parameters

    def endless(name: str) -> str:
        return f"select * from ({ENDLESS}) where true" + "".join(f" and ${one} is not null" for one in names(name))

    monkeypatch.setattr(sql, "statement", endless)
    answer = client.get("/vergelijken?theme=health&q=endless")
    assert answer.status_code == 503
    assert "Interrupt" not in answer.get_data(as_text=True)


def test_what_was_done_in_time_is_not_stopped_and_each_is_looked_at_alone() -> None:
    class Work:
        stopped = 0

        def interrupt(self) -> None:
            self.stopped += 1

    own, quick, slow = QueryTimeout(0.4), Work(), Work()
    with own.limit(slow):
        for _ in range(8):
            with own.limit(quick):
                time.sleep(0.1)
    assert slow.stopped
    assert not quick.stopped
    count = slow.stopped
    time.sleep(0.5)
    assert slow.stopped == count


def test_the_database_has_little_memory_one_thread_and_no_disk(real: None, tmp_path: Path) -> None:
    def setting(name: str) -> str:
        return str(connection.current().execute(f"select current_setting('{name}')", {}).rows[0][0])

    assert setting("threads") == "1"
    assert setting("memory_limit") == "488.2 MiB"
    assert setting("max_temp_directory_size") == "0 bytes"
    with pytest.raises(QueryLimitError):
        connection.current().execute("select count(distinct a.range || repeat('x', 90)) from range(100000000) a", {})
    assert connection.current().execute("select 1", {}).rows == [(1,)]
