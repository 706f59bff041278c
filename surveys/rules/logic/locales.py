"""Words survey-core supplies itself, in the languages we speak."""

TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "other": "Other (describe)",
        "none": "None",
        "refused": "Refuse to answer",
        "dont_know": "Don't know",
        "select_all": "Select All",
        "yes": "Yes",
        "no": "No",
    },
    "zh": {
        "other": "其他（请说明）",
        "none": "以上都不是",
        "refused": "不愿回答",
        "dont_know": "不知道",
        "select_all": "全选",
        "yes": "是",
        "no": "否",
    },
}


def own_text(key: str, locale: str) -> str:
    """One of our own words in a locale, in English when we do not speak it."""
    language = locale.replace("_", "-").lower().split("-")[0]
    return TEXTS.get(language, TEXTS["en"])[key]
