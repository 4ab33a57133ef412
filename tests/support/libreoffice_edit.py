"""Changes cells of a spreadsheet with LibreOffice itself, and saves it in its own format.

Run by the system's Python, which has LibreOffice's bridge: `python3 libreoffice_edit.py EDITS`, where EDITS is JSON:
for each file, a list of [worksheet or null, cell, "text" | "number" | "formula", value]; or of [worksheet or null, range,
"merge" | "hide rows", null], [null, null, "add worksheet", name], [worksheet or null, null, "name" | "hide", name or null],
[null, null, "password", text].
A file that does not exist is made.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {
    ".xlsx": ("Calc MS Excel 2007 XML", ""),
    ".xls": ("MS Excel 97", ""),
    ".ods": ("calc8", ""),
    ".csv": ("Text - txt - csv (StarCalc)", "59,34,76,1"),  # ; " UTF-8, from line 1
}


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def edit(office, path, edits):
    name, options = FILTERS[path.suffix]
    url = path.resolve().as_uri()
    loading = properties(Hidden=True, **({"FilterName": name, "FilterOptions": options} if options else {}))
    if path.exists():
        document = office.loadComponentFromURL(url, "_blank", 0, loading)
    else:
        document = office.loadComponentFromURL("private:factory/scalc", "_blank", 0, properties(Hidden=True))
    saving = {"FilterName": name, "FilterOptions": options}
    for worksheet, cell, kind, value in edits:
        sheet = document.Sheets.getByName(worksheet) if worksheet else document.Sheets.getByIndex(0)
        target = sheet.getCellRangeByName(cell) if cell else sheet
        if kind == "text":
            target.setString(value)
        elif kind == "number":
            target.setValue(value)
        elif kind == "formula":
            target.setFormula(value)
        elif kind == "merge":
            target.merge(True)
        elif kind == "hide rows":
            target.Rows.IsVisible = False
        elif kind == "add worksheet":
            document.Sheets.insertNewByName(value, document.Sheets.Count)
        elif kind == "name":
            sheet.setName(value)
        elif kind == "password":
            saving["Password"] = value
        elif kind == "hide":
            sheet.IsVisible = False
        else:
            raise SystemExit(f"unknown kind of edit: {kind}")
    document.calculateAll()
    document.storeToURL(url, properties(**saving))
    document.close(True)


def main():
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"consigne-{Path(profile).name}"
        soffice = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation=file://{profile}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            office = desktop(pipe)
            for file, edits in json.loads(sys.argv[1]).items():
                edit(office, Path(file), edits)
            office.terminate()
        finally:
            soffice.terminate()
            soffice.wait(30)


main()
