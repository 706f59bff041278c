"""Words survey-core supplies itself, in the languages we speak; Yes and No in some more."""

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

YES_AND_NO = {
    "ar": ("نعم", "لا"),
    "cs": ("Ano", "Ne"),
    "da": ("Ja", "Nej"),
    "de": ("Ja", "Nein"),
    "es": ("Sí", "No"),
    "fi": ("Kyllä", "Ei"),
    "fr": ("Oui", "Non"),
    "id": ("Ya", "Tidak"),
    "it": ("Sì", "No"),
    "ja": ("はい", "いいえ"),
    "ko": ("예", "아니요"),
    "nl": ("Ja", "Nee"),
    "pl": ("Tak", "Nie"),
    "pt": ("Sim", "Não"),
    "ru": ("Да", "Нет"),
    "sv": ("Ja", "Nej"),
    "tr": ("Evet", "Hayır"),
    "uk": ("Так", "Ні"),
    "vi": ("Có", "Không"),
}
TEXTS |= {language: {"yes": yes, "no": no} for language, (yes, no) in YES_AND_NO.items()}


def own_text(key: str, locale: str) -> str:
    """One of our own words in a locale, in English when we do not speak it."""
    language = locale.replace("_", "-").lower().split("-")[0]
    return TEXTS.get(language, {}).get(key) or TEXTS["en"][key]
