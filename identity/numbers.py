"""Identity numbers and credit codes: their check digits, and how they are shown with the middle hidden.

The checks never reject: a fault is a sentence for the sender. The county code of an identity number is not
checked on purpose; people registered late bear codes that did not exist in their year of birth.
"""

import re
from datetime import date
from operator import mul

_ID_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
# sums are taken over the digits' ASCII codes; what the code of "0" adds to every place is taken off again
_ID_CHECKS = "".join("10X98765432"[(total - ord("0") * sum(_ID_WEIGHTS)) % 11] for total in range(11))
_ID_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLDEST_YEARS = 130

_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_VALUES = {letter: value for value, letter in enumerate(_CODE_LETTERS)}
_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

_ID_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXxＸｘ](?![0-9A-Za-z])")
_PHONE_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])1\d{2}[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])")


def id_check_digit(first_17: str) -> str:
    """The 18th character of an identity number (GB 11643-1999, ISO 7064 MOD 11-2). Expects 17 digits."""
    return _ID_CHECKS[sum(map(mul, _ID_WEIGHTS, first_17.encode())) % 11]


def id_number_fault(number: str, today: date | None = None) -> str | None:
    """What is wrong with a normalised identity number, as a Chinese sentence without the number; None if nothing."""
    if not _ID_SHAPE.fullmatch(number):
        return f"身份证号应为 17 位数字加 1 位数字或 X,现为 {len(number)} 位。请核对原件。"
    today = today or date.today()
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return f"身份证号第 7—14 位“{number[6:14]}”不是真实日期。请核对原件。"
    if born > today or born.year < today.year - _OLDEST_YEARS:
        return f"身份证号中的出生日期 {born.isoformat()} 不合常理。请核对原件。"
    expected = id_check_digit(number[:17])
    if number[17] != expected:
        return f"身份证号校验位应为 {expected},现为 {number[17]}(GB 11643)。请核对原件。"
    return None


def credit_code_check_digit(first_17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100-2015). Expects 17 characters of its alphabet."""
    total = sum(weight * _CODE_VALUES[letter] for weight, letter in zip(_CODE_WEIGHTS, first_17, strict=True))
    return _CODE_LETTERS[-total % 31]


def credit_code_fault(code: str) -> str | None:
    """What is wrong with a unified social credit code, as a Chinese sentence; None if nothing."""
    if len(code) != 18 or any(letter not in _CODE_VALUES for letter in code):
        return f"统一社会信用代码“{code}”应为 18 位数字或大写字母(不含 I、O、S、V、Z)。请核对营业执照。"
    expected = credit_code_check_digit(code[:17])
    if code[17] != expected:
        return f"统一社会信用代码“{code}”校验位应为 {expected}(GB 32100)。请核对营业执照。"
    return None


def mask_id_number(number: str) -> str:
    """`210102********2316`: the area and the last four stay. Of a text too short to be a number only two stay."""
    number = number.strip()
    if len(number) < 15:
        return number[:2] + "*" * max(len(number) - 2, 0)
    return number[:6] + "*" * (len(number) - 10) + number[-4:]


def mask_name(name: str) -> str:
    """`王**`: the first character stays; how long the name is does not show."""
    name = name.strip()
    return name[:1] + "**" if name else ""


def mask_phone(phone: str) -> str:
    """`138****5678`. Of a short number (a landline without area code) only the last two digits stay."""
    phone = phone.strip()
    if len(phone) < 11:
        return "*" * max(len(phone) - 2, 0) + phone[-2:]
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


def mask_text(text: str) -> str:
    """Free text with every identity number and mobile number in it masked; names cannot be known and stay."""
    text = _ID_IN_TEXT.sub(lambda found: mask_id_number(found.group()), text)
    return _PHONE_IN_TEXT.sub(lambda found: mask_phone(found.group()), text)
