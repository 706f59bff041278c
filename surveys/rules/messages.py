"""Errors in words: the author's own, else ours in English or simplified Chinese."""

from surveys.rules.errors import Error

TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "required": "Response required.",
        "required_other": "Response required: enter another value.",
        "required_panel": "Response required: answer at least one question.",
        "required_rows": "Response required: answer questions in all rows.",
        "unique_rows": "Each row must have a unique value.",
        "numeric": "The value should be numeric.",
        "numeric_low": "The 'value' should be at least {low}",
        "numeric_high": "The 'value' should be at most {high}",
        "numeric_range": "The 'value' should be at least {low} and at most {high}",
        "text_low": "Please enter at least {low} character(s).",
        "text_high": "Please enter no more than {high} character(s).",
        "text_range": "Please enter at least {low} and no more than {high} characters.",
        "no_digits": "Numbers are not allowed.",
        "count_low": "Please select at least {low} option(s).",
        "count_high": "Please select no more than {high} option(s).",
        "email": "Please enter a valid e-mail address.",
        "pattern": "",
        "expression": "The expression: {expression} should return 'true'.",
        "low": "The value should not be less than {low}",
        "high": "The value should not be greater than {high}",
        "step": "Please enter a value that matches the step size of {step}.",
        "same_place": "Give each place only once.",
        "unknown_question": "There is no question of this name.",
        "not_a_text": "A text was expected here.",
        "not_a_number": "Please enter a number.",
        "not_a_date": "Please write it like this: {sample}",
        "not_a_color": "Please write a colour like this: {sample}",
        "not_a_choice": "Please pick one of the options.",
        "not_a_list": "Please pick from the list.",
        "not_an_object": "The answer does not have the expected form.",
        "too_long": "Please enter no more than {high} characters.",
        "too_many": "Please select no more than {high} option(s).",
    },
    "zh": {
        "required": "请回答此题。",
        "required_other": "请填写其他内容。",
        "required_panel": "请至少回答其中一题。",
        "required_rows": "请回答每一行。",
        "unique_rows": "每一行的选择不能相同。",
        "numeric": "请填写数字。",
        "numeric_low": "数值不能小于{low}。",
        "numeric_high": "数值不能大于{high}。",
        "numeric_range": "数值应在{low}到{high}之间。",
        "text_low": "请至少填写{low}个字符。",
        "text_high": "请最多填写{high}个字符。",
        "text_range": "请填写{low}到{high}个字符。",
        "no_digits": "不能包含数字。",
        "count_low": "请至少选择{low}项。",
        "count_high": "请最多选择{high}项。",
        "email": "请填写有效的电子邮箱地址。",
        "pattern": "格式不正确。",
        "expression": "答案不符合要求：{expression}",
        "low": "数值不能小于{low}。",
        "high": "数值不能大于{high}。",
        "step": "数值应符合步长{step}。",
        "same_place": "每个名次只能用一次。",
        "unknown_question": "没有这个名称的题目。",
        "not_a_text": "此处应填写文字。",
        "not_a_number": "请填写数字。",
        "not_a_date": "请按此格式填写：{sample}",
        "not_a_color": "请按此格式填写颜色：{sample}",
        "not_a_choice": "请选择其中一项。",
        "not_a_list": "请从列表中选择。",
        "not_an_object": "答案的形式不符合要求。",
        "too_long": "请最多填写{high}个字符。",
        "too_many": "请最多选择{high}项。",
    },
}


FOR_PEOPLE = {
    "en": {
        "pattern": "This does not have the expected form.",
        "expression": "Please check this answer: it does not fit.",
    },
    "zh": {"pattern": "格式不正确。", "expression": "请检查这个答案：它不符合要求。"},
}
"""For checks whose author wrote no words, where survey-core says nothing or shows the expression."""


def message(error: Error, locale: str = "") -> str:
    """The error in words; the author's own text wins."""
    if error.text:
        return error.text
    template = TEXTS.get(_language(locale), {}).get(error.code, TEXTS["en"].get(error.code, ""))
    return template.format(**error.params)


def told(error: Error, locale: str = "") -> str:
    """The error as those who answer are told it: never nothing, never code."""
    plain = FOR_PEOPLE.get(_language(locale), FOR_PEOPLE["en"]).get(error.code)
    return plain if plain and not error.text else message(error, locale)


def _language(locale: str) -> str:
    return locale.replace("_", "-").lower().split("-")[0]
