"""Writes the workbooks of this folder: python3 fabrique.py (needs openpyxl, xlwt, msoffcrypto-tool and LibreOffice).

The figures are those of data/acesm-2021. XLSX files come from openpyxl or from LibreOffice, XLS and ODS ones from
LibreOffice, except where a name says otherwise: what matters is that real programs wrote them.
"""
import datetime
import io
import pathlib
import shutil
import subprocess
import tempfile

import openpyxl
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from xlwt.Cell import FormulaCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904

ICI = pathlib.Path(__file__).parent
DONNEES = ICI.parent.parent / "data/acesm-2021/donnees"
TMP = pathlib.Path(tempfile.mkdtemp())


def tableau(nom):
    lignes = [l.split(";") for l in (DONNEES / f"{nom}.csv").read_text("cp1252").splitlines()]
    return [lignes[0]] + [[l[0]] + [int(n) for n in l[1:]] for l in lignes[1:]]


def remplir(feuille, lignes):
    for ligne in lignes:
        feuille.append(ligne)


def libreoffice(source, *formats):
    for format in formats:
        subprocess.run(
            ["soffice", "-env:UserInstallation=file:///tmp/lo_classeur", "--headless", "--convert-to", format,
             "--outdir", str(ICI), str(source)], check=True, capture_output=True)


def un_par_dispositif():
    for nom in ["aemo-r", "aed-r"]:
        classeur = openpyxl.Workbook()
        remplir(classeur.active, tableau(nom))
        classeur.save(TMP / f"{nom}.xlsx")
        libreoffice(TMP / f"{nom}.xlsx", "xlsx", "xls", "ods")


def deux_feuilles():
    classeur = openpyxl.Workbook()
    for nom, feuille in [("aemo-r", classeur.active), ("aed-r", classeur.create_sheet())]:
        feuille.title = nom.upper()
        lignes = tableau(nom)
        lignes[0][0] = "Mesures"  # only the sheet's name says which ones
        remplir(feuille, lignes)
    classeur.save(TMP / "service.xlsx")
    libreoffice(TMP / "service.xlsx", "xlsx", "xls", "ods")


def mois_en_dates():
    for nom, epoque in [("dates", None), ("dates-1904", CALENDAR_MAC_1904)]:
        classeur = openpyxl.Workbook()
        if epoque:
            classeur.epoch = epoque
        lignes = tableau("aemo-r")
        lignes[0][1:] = [datetime.date(2021, m, 1) for m in range(1, 13)]
        remplir(classeur.active, lignes)
        for cellule in classeur.active[1][1:]:
            cellule.number_format = "mmm-yy"
        classeur.save(ICI / f"{nom}.xlsx")
        libreoffice(ICI / f"{nom}.xlsx", "xls", "ods")


def bureau():
    """Title merged over the table, totals as formulas, a filter left on, hidden sheets, errors, typed cells."""
    classeur = openpyxl.Workbook()
    feuille = classeur.active
    feuille.title = "AEMO-R"
    feuille["A1"] = "Activité 2021\ndu service"
    feuille.merge_cells("A1:M1")
    lignes = tableau("aemo-r")
    lignes[0].append("Total")
    for n, ligne in enumerate(lignes[1:], start=4):
        ligne.append(f"=SUM(B{n}:M{n})" if n in (5, 6) else None)
    lignes[4][3] = "=1/0"
    for r, ligne in enumerate(lignes, start=3):
        for c, valeur in enumerate(ligne, start=1):
            feuille.cell(r, c, valeur)
    feuille["A9"] = "Établi le"
    feuille["B9"] = datetime.datetime(2022, 1, 14, 16, 30)
    feuille["C9"] = datetime.time(16, 30)
    feuille["D9"] = datetime.timedelta(hours=30)
    feuille["D9"].number_format = "[h]:mm"
    feuille["E9"] = True
    feuille["F9"] = False
    feuille["G9"] = 0.956
    feuille["G9"].number_format = "0.0%"
    feuille["H9"] = "  de trop  "
    feuille["I9"] = 98765432109876
    feuille.auto_filter.ref = "A3:N7"
    feuille.row_dimensions[5].hidden = True
    feuille.row_dimensions[6].hidden = True
    feuille.row_dimensions[8].hidden = True
    cachee = classeur.create_sheet("Brouillon")
    remplir(cachee, tableau("aed-r"))
    cachee.sheet_state = "hidden"
    classeur.create_sheet("Feuil3")
    classeur.save(TMP / "bureau.xlsx")
    libreoffice(TMP / "bureau.xlsx", "xlsx", "xls", "ods")
    classeur["Brouillon"].sheet_state = "veryHidden"
    feuille["E9"].number_format = "General"
    # Written by openpyxl: its formulas hold no result.
    classeur.save(ICI / "sans-resultats.xlsx")


def sans_resultats_xls():
    classeur = xlwt.Workbook()
    feuille = classeur.add_sheet("AEMO-R")
    for r, ligne in enumerate(tableau("aemo-r")):
        for c, valeur in enumerate(ligne):
            if (r, c) != (1, 1):
                feuille.write(r, c, valeur)
    # As the libraries that compute nothing: a blank result, to be computed at opening.
    style = classeur.add_style(xlwt.Style.default_style)
    feuille.row(1).insert_cell(1, FormulaCell(1, 1, style, xlwt.Formula("10+7"), calc_flags=3))
    classeur.save(str(ICI / "sans-resultats.xls"))


def protege():
    clair = io.BytesIO((ICI / "aemo-r.xlsx").read_bytes())
    with open(ICI / "protege.xlsx", "wb") as sortie:
        OOXMLFile(clair).encrypt("secret", sortie)


un_par_dispositif()
deux_feuilles()
mois_en_dates()
bureau()
sans_resultats_xls()
protege()
shutil.rmtree(TMP)
