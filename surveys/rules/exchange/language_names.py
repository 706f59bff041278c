"""Languages as people name them in their files, in English or in the language itself."""

LANGUAGE_NAMES: dict[str, str] = {
    name: code
    for code, names in {
        "af": "afrikaans", "am": "amharic አማርኛ", "ar": "arabic العربية عربي", "az": "azerbaijani azərbaycanca",
        "bg": "bulgarian български", "bn": "bengali bangla বাংলা", "bs": "bosnian bosanski",
        "ca": "catalan català", "cs": "czech čeština", "da": "danish dansk", "de": "german deutsch",
        "el": "greek ελληνικά", "en": "english", "es": "spanish español espanol castellano",
        "et": "estonian eesti", "fa": "persian farsi dari فارسی دری", "fi": "finnish suomi",
        "fil": "filipino tagalog", "fr": "french français francais", "gu": "gujarati ગુજરાતી", "ha": "hausa",
        "he": "hebrew עברית", "hi": "hindi हिन्दी हिंदी", "hr": "croatian hrvatski",
        "ht": "haitian kreyòl kreyol", "hu": "hungarian magyar", "hy": "armenian հայերեն",
        "id": "indonesian indonesia", "ig": "igbo", "it": "italian italiano", "ja": "japanese 日本語",
        "ka": "georgian ქართული", "kk": "kazakh қазақша", "km": "khmer ខ្មែរ ភាសាខ្មែរ", "kn": "kannada ಕನ್ನಡ",
        "ko": "korean 한국어", "ku": "kurdish kurmanji kurdî", "ckb": "sorani کوردی", "ky": "kyrgyz кыргызча",
        "lo": "lao ລາວ", "lt": "lithuanian lietuvių", "lv": "latvian latviešu", "mg": "malagasy",
        "mk": "macedonian македонски", "ml": "malayalam മലയാളം", "mn": "mongolian монгол",
        "mr": "marathi मराठी", "ms": "malay melayu", "my": "burmese myanmar မြန်မာ", "ne": "nepali नेपाली",
        "nl": "dutch nederlands", "no": "norwegian norsk", "ny": "chichewa", "om": "oromo",
        "pa": "punjabi ਪੰਜਾਬੀ", "pl": "polish polski", "ps": "pashto پښتو",
        "pt": "portuguese português portugues", "ro": "romanian română", "ru": "russian русский",
        "rw": "kinyarwanda", "si": "sinhala සිංහල", "sk": "slovak slovenčina", "sl": "slovenian slovenščina",
        "so": "somali soomaali", "sq": "albanian shqip", "sr": "serbian српски srpski", "sv": "swedish svenska",
        "sw": "swahili kiswahili", "ta": "tamil தமிழ்", "te": "telugu తెలుగు", "tg": "tajik тоҷикӣ",
        "th": "thai ไทย", "ti": "tigrinya ትግርኛ", "tr": "turkish türkçe turkce", "uk": "ukrainian українська",
        "ur": "urdu اردو", "uz": "uzbek oʻzbekcha", "vi": "vietnamese", "wo": "wolof", "xh": "xhosa",
        "yo": "yoruba yorùbá", "zh-cn": "chinese mandarin 中文 汉语 简体中文 简体",
        "zh-tw": "繁體中文 繁體 正體中文", "zu": "zulu",
    }.items()
    for name in names.split()
} | {
    "bahasa indonesia": "id", "bahasa melayu": "ms", "haitian creole": "ht", "kreyòl ayisyen": "ht", "tiếng việt": "vi",
    "simplified chinese": "zh-cn", "chinese simplified": "zh-cn", "traditional chinese": "zh-tw",
    "chinese traditional": "zh-tw", "brazilian portuguese": "pt-br", "afaan oromo": "om",
}  # fmt: skip
