"""How an answer reads to people: the choice's text, Yes for true, 1,234.5 for a number."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from surveys.rules.choices import ChoiceState, bare, find, picked
from surveys.rules.definition.model import BooleanQuestion, ExpressionQuestion
from surveys.rules.definition.texts import choose
from surveys.rules.expressions import dates
from surveys.rules.expressions.comparing import equal
from surveys.rules.expressions.values import Value, is_empty, is_number, text
from surveys.rules.logic.locales import own_text

CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£", "CNY": "CN¥", "JPY": "¥", "INR": "₹", "KRW": "₩"}


def chosen_text(
    choices: Sequence[ChoiceState], value: Value, comment: Value, wrapping: str = "", *, only_offered: bool = False
) -> str:
    """The texts of the chosen choices; what was written for Other stands in its place."""
    texts = []
    items = [bare(item, wrapping) for item in picked(value)]
    offered = [item for item in items if find(choices, item)]
    for plain in offered if only_offered and offered else items:
        choice = find(choices, plain)
        if choice is None:
            texts.append(text(plain))
        elif choice.kind == "other" and not is_empty(comment):
            texts.append(text(comment))
        else:
            texts.append(choice.text)
    return ", ".join(texts)


def boolean_text(question: BooleanQuestion, value: Value, locale: str) -> str:
    if is_empty(value):
        return ""
    is_yes = equal(value, question.value_true)
    own = question.label_true if is_yes else question.label_false
    return choose(own, locale) or own_text("yes" if is_yes else "no", locale)


def expression_text(question: ExpressionQuestion, value: Value, locale: str) -> str:
    if is_empty(value):
        return ""
    shown = _styled(question, value)
    pattern = choose(question.format, locale)
    return pattern.replace("{0}", shown) if pattern else shown


def _styled(question: ExpressionQuestion, value: Value) -> str:
    style = question.display_style
    if style == "date":
        moment = dates.of(value)
        return f"{moment.month}/{moment.day}/{moment.year}" if moment else text(value)
    if not is_number(value) or style == "none":
        return _rounded(question, value) if is_number(value) else text(value)
    if style == "percent":
        return f"{_grouped(question, value * 100, 0, 0)}%"
    if style == "currency":
        sign = CURRENCIES.get(question.currency, f"{question.currency}\u00a0")
        return f"{'-' if value < 0 else ''}{sign}{_grouped(question, abs(value), 2, 2)}"
    return _grouped(question, value, 0, 3)


def _rounded(question: ExpressionQuestion, value: float) -> str:
    if question.precision < 0 or abs(value) > 1e15:
        return text(value)
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-min(question.precision, 20)), ROUND_HALF_UP)
    return text(float(exact))


def _grouped(question: ExpressionQuestion, value: float, least: int, most: int) -> str:
    low = question.minimum_fraction_digits if question.minimum_fraction_digits >= 0 else least
    high = question.maximum_fraction_digits if question.maximum_fraction_digits >= 0 else max(most, low)
    if question.minimum_fraction_digits < 0:
        low = min(low, high)
    high = min(20, max(low, high))
    exact = Decimal(str(value))
    if abs(exact) > Decimal(10) ** 15 or exact.is_nan():
        return text(value)
    exact = exact.quantize(Decimal(1).scaleb(-high), ROUND_HALF_UP)
    written = f"{exact:,.{high}f}" if question.use_grouping else f"{exact:.{high}f}"
    if high > low and "." in written:
        whole, _, fraction = written.partition(".")
        fraction = fraction[:low] + fraction[low:].rstrip("0")
        written = f"{whole}.{fraction}" if fraction else whole
    return written
