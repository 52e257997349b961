"""Which alphabet the bytes of rich text are written in: that of the file, or that of the font."""

import codecs
from typing import Final

_OF_CHARSET: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL: Final = "symbol"  # pictures in place of letters


def of_charset(number: int | None) -> str | None:
    """The alphabet of a font; None where it is that of the file."""
    return SYMBOL if number == 2 else _OF_CHARSET.get(number or 0)


def of_page(number: int | None) -> str:
    """The alphabet of the whole file, by the number of its code page; Windows-1252 where there is none such."""
    name = f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def text_of(data: bytes, alphabet: str) -> str:
    """The letters; what is in no alphabet is shown as such."""
    if alphabet == SYMBOL:
        return "".join([chr(byte if byte < 0x20 else 0xF000 + byte) for byte in data])
    return data.decode(alphabet, "replace")


def whole(text: str) -> str:
    """Halves of characters put together, where two of them stand side by side."""
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
