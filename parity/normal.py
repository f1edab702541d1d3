"""Answers made comparable: ids become names, times and tokens become kinds, lists without an order are sorted."""

import datetime
import json
import re

from .media import described
from .names import UUID

TOKEN = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+")
DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:([T ])(\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")
HTTP_DATE = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})")
UNIQUE = re.compile(r"unique\d{4}", re.IGNORECASE)
SHORT_ID = re.compile(r"(?<![\w:-])[0-9a-f]{8}-[0-9a-f]{4}(?![\w-])")
UNKNOWN = "<id:%s>"
UNKNOWN_ID = re.compile(r"<id:([0-9a-f-]{36})>")
# The name of a file that is made for one answer: tmpab12cd34.png, or one that ends with 32 hexadecimal digits.
RANDOM_FILE = re.compile(r"filename=\S*?(?:[0-9a-f]{32}|tmp\w{8})\.(\w+)")
TEXT_KINDS = ("text/", "application/xml", "image/svg+xml", "application/javascript")


class Normaliser:
    """`since`: when the world was made. A time between then and now is one that the server took from its clock."""

    def __init__(self, names, url, since):
        self.names, self.url = names, url
        self.first = since.date() - datetime.timedelta(days=1)
        self.since = since.timestamp() - 60

    def answer(self, answer, ordered=False, mask=()):
        """Status, content type and body of an answer, as a golden file holds them."""
        normal = {"status": answer.status}
        if answer.type:
            normal["type"] = answer.type
        for header in ("Location", "Content-Disposition"):
            if header in answer.headers:
                normal[header.lower()] = self.value(RANDOM_FILE.sub(r"filename=<random>.\1", answer.headers[header]))
        if answer.body:
            normal["body"] = self.body(answer, ordered, mask)
        return normal

    def body(self, answer, ordered, mask):
        if answer.status == 206:
            return {"part of a file": len(answer.body)}
        if "json" in answer.type:
            try:
                lines = answer.body.decode().splitlines() if "ndjson" in answer.type else None
                parsed = [json.loads(line) for line in lines] if lines is not None else json.loads(answer.body)
                return self.value(parsed, ordered, mask)
            except ValueError:
                return {"not JSON": self.value(answer.body.decode(errors="replace"))}
        if answer.type.startswith(TEXT_KINDS):
            lines = self.value(answer.body.decode(errors="replace")).split("\n")
            return lines[0] if len(lines) == 1 else {"lines": lines}
        return described(answer.type, answer.body)

    def value(self, value, ordered=False, mask=()):
        return numbered(self._masked(value, ordered, set(mask)))

    def _masked(self, value, ordered, mask):
        if isinstance(value, dict):
            return table_sorted({
                self._text(key): "<masked>" if key in mask and part is not None else self._masked(part, ordered, mask)
                for key, part in value.items()
            })
        if isinstance(value, list):
            items = [self._masked(part, ordered, mask) for part in value]
            return items if ordered or not sortable(value) else sorted(items, key=content)
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and self._is_now(value):
            return "<timestamp>"
        return value

    def _is_now(self, number):
        now = datetime.datetime.now(datetime.timezone.utc).timestamp() + 60
        return self.since <= number <= now or self.since <= number / 1000 <= now

    def _text(self, text):
        text = TOKEN.sub("<token>", text.replace(self.url, "<server>"))
        text = HTTP_DATE.sub("<http date>", DATE.sub(self._date, text))
        text = SHORT_ID.sub("<short id>", UUID.sub(self._id, text))
        return UNIQUE.sub("<unique>", text)

    def _id(self, match):
        name = self.names.ids.get(match[0])
        return f"<{name}>" if name else UNKNOWN % match[0]

    def _date(self, match):
        try:
            day = datetime.date.fromisoformat(match[1])
        except ValueError:
            return match[0]
        if not self.first <= day <= datetime.date.today() + datetime.timedelta(days=1):
            return match[0]
        if not match[3]:
            return "<date>"
        kind = "<datetime" if match[2] == "T" else "<datetime with a space"
        kind += " with a fraction" if match[4] else ""
        return kind + (" with a zone>" if match[5] else ">")


def is_table(keys):
    """A table by id, or by number, is not a model: its keys come in any order."""
    return all(re.fullmatch(r"<.+>|[0-9]+", key) for key in keys)


def table_sorted(value):
    if not is_table(value):
        return value
    return dict(sorted(value.items(), key=lambda entry: (len(entry[0]) if entry[0].isdigit() else 0, content(entry))))


def sortable(items):
    """Objects, rows and ids are a set unless an order is promised; other lists (a resolution, a point) are one value."""
    return all(isinstance(item, (dict, list)) or isinstance(item, str) and UUID.fullmatch(item) for item in items)


def content(item):
    """What an item of a list is sorted by: its content, whatever its unknown ids."""
    return UNKNOWN_ID.sub("<id>", json.dumps(item, sort_keys=True, ensure_ascii=False))


def numbered(value):
    """Unknown ids get numbers by first appearance within the answer."""
    seen = {}

    def number(match):
        return f"<id-{seen.setdefault(match[1], len(seen) + 1)}>"

    def walk(value):
        if isinstance(value, dict):
            return {walk(key): walk(part) for key, part in value.items()}
        if isinstance(value, list):
            return [walk(part) for part in value]
        return UNKNOWN_ID.sub(number, value) if isinstance(value, str) else value

    return walk(value)
