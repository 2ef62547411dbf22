"""The tables as a workbook, and back.

python -m dashboard.editing.workbook export FILE.xlsx
python -m dashboard.editing.workbook import FILE [--apply] [--date DAY] [--reason-nl TEXT --reason-en TEXT]
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from dashboard import config
from dashboard.editing.cli import finish
from dashboard.editing.models import Reason
from dashboard.editing.rows import Current, read_current
from dashboard.editing.workbook.export import TooLong, export
from dashboard.editing.workbook.reader import plan_upload
from dashboard.errors import DataError
from dashboard.ingest.csv_reader import Unreadable


def main(arguments: list[str] | None = None) -> int:
    """Export (0), or show what a file would change (0) and what is wrong with it (1)."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.editing.workbook", description="The tables as a workbook, and back."
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    out = kinds.add_parser("export", help="write a workbook with a sheet for each table")
    into = kinds.add_parser("import", help="show what a workbook or csv file changes; --apply writes it")
    for one in (out, into):
        one.add_argument("file", type=Path)
        one.add_argument("--data", type=Path, default=config.DATA, help="folder with the csv files")
    into.add_argument("--apply", action="store_true", help="write the changes, if nothing is wrong")
    into.add_argument("--database", type=Path, default=config.DATABASE, help="file to build after --apply")
    into.add_argument(
        "--date", type=date.fromisoformat, default=date.today(), help="day of the change, YYYY-MM-DD; today"
    )
    into.add_argument(
        "--reason-nl", default="", help="why rows are corrected or withdrawn, for rows without a reason of their own"
    )
    into.add_argument("--reason-en", default="", help="the same in English")
    chosen = parser.parse_args(arguments)
    try:
        current = read_current(chosen.data)
        return _export(chosen, current) if chosen.kind == "export" else _import(chosen, current)
    except Unreadable as error:
        print(error.problem.in_folder(str(chosen.data)), file=sys.stderr)
    except (DataError, TooLong, ValueError, OSError) as error:
        print(error, file=sys.stderr)
    return 1


def _export(chosen: argparse.Namespace, current: Current) -> int:
    chosen.file.write_bytes(export(current))
    rows = sum(len(rows) for rows in current.rows.values())
    print(f"{len(current.rows)} tables, {rows} rows, written to {chosen.file}")
    return 0


def _import(chosen: argparse.Namespace, current: Current) -> int:
    reason = Reason(day=chosen.date, nl=chosen.reason_nl.strip(), en=chosen.reason_en.strip())
    plan = plan_upload(current, chosen.file.read_bytes(), name=chosen.file.name, reason=reason)
    return finish(current, plan, write=chosen.apply, database=chosen.database)


if __name__ == "__main__":
    sys.exit(main())
