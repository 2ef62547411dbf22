"""Open the report desk by a double click; the first time, install what it uses. Needs Python 3.11 or later.

Everything is installed in `.venv-desk` beside the code, and again when the lists of packages have changed. The reports are
those that the command line names; without any, a window asks for them.
"""

import subprocess
import sys
import threading
import time
import venv
import webbrowser
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv-desk"
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "requirements-desk.txt")
# What is installed: a copy of the lists, written when the installation has ended.
INSTALLED = FOLDER / "installed.txt"
PORT = 8060


def python() -> Path:
    """Return the interpreter that has the packages of the desk; install them first where they are not there."""
    interpreter = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = b"".join(one.read_bytes() for one in REQUIREMENTS)
    if not INSTALLED.is_file() or INSTALLED.read_bytes() != wanted:
        print("De leestafel wordt geïnstalleerd. Dat duurt een paar minuten. / Installing; this takes some minutes.")
        venv.create(FOLDER, with_pip=True)
        lists = [part for one in REQUIREMENTS for part in ("-r", one)]
        subprocess.run([interpreter, "-m", "pip", "install", "--quiet", *lists], check=True)
        INSTALLED.write_bytes(wanted)
    return interpreter


def choose() -> list[str]:
    """Ask for the reports in a window of the system. Returns none where there is no screen, or when none is chosen."""
    try:
        from tkinter import TclError, Tk, filedialog
    except ImportError:
        return []
    try:
        window = Tk()
    except TclError:
        return []
    window.withdraw()
    chosen = filedialog.askopenfilenames(title="Rapporten / Reports", filetypes=[("PDF", "*.pdf")])
    window.destroy()
    return list(chosen)


def open_browser(address: str) -> None:
    """Show the desk as soon as it answers, within a minute."""
    for _ in range(120):
        try:
            urlopen(address, timeout=5).close()
        except URLError:
            time.sleep(0.5)
        else:
            webbrowser.open(address)
            return


def main(reports: list[str]) -> None:
    """Run the desk until its window is closed."""
    interpreter = python()
    files = [str(Path(report).resolve()) for report in reports or choose()]
    command = [interpreter, "-m", "dashboard", "desk", "--port", str(PORT), *files]
    print("Sluit dit venster om te stoppen. / Close this window to stop.")
    threading.Thread(target=open_browser, args=(f"http://127.0.0.1:{PORT}/",), daemon=True).start()
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, subprocess.CalledProcessError) as error:
        # A window that was opened by a double click closes with its program, and the reason with it.
        print(error)
        if sys.stdin.isatty():
            input("De leestafel is niet gestart. / The report desk has not started. [Enter]")
        sys.exit(1)
    except KeyboardInterrupt:
        pass
