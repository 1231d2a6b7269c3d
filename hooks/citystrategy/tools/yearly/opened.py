"""Opens a workbook that came back: finds out what kind of file it is, and refuses what is none or too large.

Owns the limits, which are looked at before anything is unpacked, and that whatever a file holds ends in a
sentence. Must not know what the cells mean.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from citystrategy.tools.yearly.grid import Returned, UnopenedError

MOST_BYTES = 8_000_000
"""How large a file may be; a round's workbook has a tenth of a megabyte."""
MOST_UNPACKED = 40_000_000
"""How large all that is packed in it may be."""
MEGABYTE = 1_000_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Excel 97 begin, and workbooks with a password too."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OPENDOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
STRICT = b"http://purl.oclc.org/ooxml/"
"""What stands in a «Strict Open XML» workbook, of which openpyxl sees no sheet."""
ENTITY = b"<!DOCTYPE"
"""No spreadsheet program writes it; it would let a small file grow without end."""


def opened(path: Path) -> Returned:
    """A workbook. Raises UnopenedError, and OSError where the system refuses the file."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise UnopenedError("large", size=_megabytes(size), most=_megabytes(MOST_BYTES))
    with path.open("rb") as file:
        # Libraries get the bytes: on Windows a file that one of them left open could not be saved again.
        content = file.read(MOST_BYTES)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise UnopenedError("password")
        return _read(_excel97, content)
    if not content.startswith(b"PK"):
        raise UnopenedError("empty" if not content.strip() else "kind")
    return _read(_packed, content)


def _read(reader: Callable[[bytes], Returned], content: bytes) -> Returned:
    try:
        return reader(content)
    except UnopenedError:
        raise
    except Exception as error:
        # What a library makes of a damaged file is anything at all.
        raise UnopenedError("damaged", reason=type(error).__name__) from error


def _excel97(content: bytes) -> Returned:
    from citystrategy.tools.yearly import excel97

    return excel97.read(content)


def _packed(content: bytes) -> Returned:
    """A file that is a packed folder: of Excel or OpenDocument."""
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        files = {info.filename: info for info in folder.infolist()}
        size = sum(info.file_size for info in files.values())
        if size > MOST_UNPACKED:
            raise UnopenedError("large", size=_megabytes(size), most=_megabytes(MOST_UNPACKED))
        if any(info.flag_bits & 1 for info in files.values()):
            raise UnopenedError("password")
        for name in files:
            if name.endswith((".xml", ".rels")) and ENTITY in folder.read(name):
                raise UnopenedError("damaged", reason=ENTITY.decode())
        kind = folder.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in files else ""
        manifest = folder.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in files else b""
        book = folder.read("xl/workbook.xml") if "xl/workbook.xml" in files else b""
    if kind.startswith(OPENDOCUMENT):
        if b"encryption-data" in manifest:
            raise UnopenedError("password")
        from citystrategy.tools.yearly import opendocument

        return opendocument.read(content)
    if STRICT in book:
        raise UnopenedError("strict")
    if book:
        from citystrategy.tools.yearly import excel

        return excel.read(content)
    raise UnopenedError("kind")


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f}"
