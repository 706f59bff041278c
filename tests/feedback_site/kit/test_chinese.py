"""Chinese that does not say it is GB18030 is read; other languages whose bytes fit are not taken for it."""

import pytest

from feedback_site.kit.texts.chinese import chinese_text, is_chinese

CHINESE = [
    "编号,内容\n1,快递三天了还没有到，客服电话打不通！\n",
    "text,zh-cn\ntitle,请问您对这次服务是否满意？\nwhy.title,原因（可不填）\n",
    "姓名：李四；事由：退款１００元，已等一周。",
    "Bestellung 4711,订单什么时候能发货？\n",
]
OTHERS = [
    ("latin-1", "text,de\ntitle,Größe\nwhy.title,Für wen möchten Sie bestellen?\nsize.title,Größe wählen\n"),
    ("latin-1", "Où êtes-vous né·e ? Réponse déjà reçue"),
    ("cp1251", "Когда придёт мой заказ? Я жду уже три дня."),
    ("koi8-r", "Когда придёт мой заказ? Я жду уже три дня."),
    ("shift-jis", "注文した商品がまだ届きません。いつ届きますか。"),
    ("euc-jp", "注文した商品がまだ届きません。いつ届きますか。"),
    ("euc-kr", "주문한 상품이 아직 도착하지 않았습니다. 언제 오나요?"),
    ("big5", "訂單什麼時候可以出貨？已經等了三天。"),
    ("utf-16-le", "快递三天了还没有到"),
]


@pytest.mark.parametrize("text", CHINESE)
@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_chinese_is_read(text, encoding):
    assert chinese_text(text.encode(encoding)) == text


@pytest.mark.parametrize(("encoding", "text"), OTHERS)
def test_other_languages_are_not_taken_for_chinese(encoding, text):
    assert chinese_text(text.encode(encoding)) is None


@pytest.mark.parametrize("content", [b"", b"plain words", b"\x81", "编号".encode()[:5], bytes(range(256))])
def test_what_says_too_little_is_left_alone(content):
    assert chinese_text(content) is None


def test_rare_characters_among_usual_ones_are_chinese():
    assert is_chinese("我叫李喆，家住上海市，想问问订单。𠮷")
