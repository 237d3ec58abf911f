"""Runs inside the rivals' own environment: reads a task file, prints what one date finder makes of each document.

A finder that gives only a moment is credited with the granularity of the words it found ("last month" is a month).
"""

import json
import re
import sys
from datetime import date, datetime, timedelta

MONTH = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
DAY_WORDS = re.compile(r"day\b|tomorrow|tonight|weekend|\b\d{1,2}(?:st|nd|rd|th)?\b|\d[/.-]\d", re.IGNORECASE)
MONTH_WORDS = re.compile(rf"\b(?:{MONTH})\b|\bmonths?\b", re.IGNORECASE)


def value_of(words: str, moment: date) -> str:
    """``moment`` as fine as ``words`` are."""
    if DAY_WORDS.search(words):
        return moment.isoformat()
    if "week" in words.lower():
        monday = moment - timedelta(days=moment.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    if MONTH_WORDS.search(words):
        return f"{moment:%Y-%m}"
    if "year" in words.lower() or re.fullmatch(r"\D*(?:19|20)\d\d\D*", words):
        return f"{moment:%Y}"
    return moment.isoformat()


def dateparser_search(text: str, day: datetime):
    from dateparser.search import search_dates

    place = 0
    for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": day}) or []:
        start = text.find(words, place)
        if start >= 0:
            place = start + len(words)
            yield start, place, value_of(words, moment.date())


def recognizers(text: str, day: datetime):
    from recognizers_date_time import Culture, recognize_datetime

    for one in recognize_datetime(text, Culture.English, reference=day):
        values = (one.resolution or {}).get("values", [])
        if one.type_name.endswith((".date", ".daterange")) and values:
            # of several readings the nearest past one, as news speaks of the past
            past = [
                v for v in values if v.get("value", v.get("start", "9")) <= day.date().isoformat()
            ] or values
            yield one.start, one.end + 1, resolved(past[-1], one.text)


def resolved(value: dict, words: str):
    if "value" in value:
        return value["value"][:10] if re.match(r"\d{4}-\d\d-\d\d", value["value"]) else None
    if re.fullmatch(r"\d{4}(?:-\d\d)?", value.get("timex", "")):
        return value["timex"]
    if "start" in value and "end" in value:
        return f"{value['start']}/{date.fromisoformat(value['end']) - timedelta(days=1)}"
    return None


_nlp = []


def timexy(text: str, day: datetime):
    if not _nlp:
        import spacy
        import timexy as _  # noqa: F401 - registers its pipe

        _nlp.append(spacy.blank("en"))
        _nlp[0].add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    for entity in _nlp[0](text).ents:
        stamp = re.search(r'value="(\d{4}-\d\d-\d\d)', entity.kb_id_)
        if stamp:
            yield (
                entity.start_char,
                entity.end_char,
                value_of(entity.text, date.fromisoformat(stamp.group(1))),
            )


SYSTEMS = {"dateparser.search": dateparser_search, "recognizers-text": recognizers, "timexy": timexy}


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    find = SYSTEMS[task["system"]]
    found = {
        one["id"]: [
            {"start": start, "end": end, "value": value}
            for start, end, value in find(one["text"], datetime.fromisoformat(one["day"]))
        ]
        for one in task["documents"]
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
