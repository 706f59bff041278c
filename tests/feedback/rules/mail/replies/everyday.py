"""What everyday mail programs put below a reply, in Chinese and many other languages, up to the history."""

MARKED = """
=== 163 web
在 2024-03-05 10:12:33，"林薇" <vera@post.example> 写道：
=== lark
Sent from Lark Mail

> From: "Vera Lind"<vera@post.example>
> Date: Tue, Mar 5, 2024, 10:12
> Subject:  Re: heating
> To: "office"<a@b.example>
=== spark zh
在 2024年3月5日 +0800 10:12，林薇 <vera@post.example>，写道：
=== apple zh 17
发自我的iPhone

2024年3月5日 上午10:12，林薇 <vera@post.example> 写道：
=== gmail nnbsp
On Tue, Mar 5, 2024 at 10:12\u202fAM Vera Lind <vera@post.example> wrote:
=== proton ios
Sent from Proton Mail for iOS

On Tue, Mar 5, 2024 at 10:12, Vera Lind <[vera@post.example](mailto:On Tue, Mar 5, 2024, Vera Lind <<a href=)> wrote:
=== proton mobile
Sent from Proton Mail Android

-------- Original Message --------
On 05/03/2024 10:12, Vera Lind <vera@post.example> wrote:
=== hey
On March 5, 2024, Vera Lind <vera@post.example> wrote:
=== bluemail
\u2063Get BlueMail for Android \u200b

On Mar 5, 2024, 10:12, at 10:12, Vera Lind <vera@post.example> wrote:
=== k9 de
--
Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.

Am 5. März 2024 10:12:33 MEZ schrieb Vera Lind <vera@post.example>:
=== webde app
--
Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.
Am 05.03.24, 10:12 schrieb Vera Lind <vera@post.example>:
=== orange
> Message du 05/03/24 10:12
> De : "Vera Lind" <vera@post.example>
> A : "bureau" <a@b.example>
> Copie à :
> Objet : Re: chauffage
>
=== libero
> Il 05/03/2024 10:12 CET Vera Lind <vera@post.example> ha scritto:
>
=== gmail es
El mar, 5 de mar de 2024, 10:12\u202fa.\xa0m., Vera Lind <vera@post.example>
escribió:
=== becky
On Tue, 05 Mar 2024 10:12:33 +0900
Vera Lind <vera@post.example> wrote:
=== mail.ru
--
Отправлено из Mail.ru для Android
вторник, 05 марта 2024г., 10:12 +03:00 от Вера Линд <vera@post.example>:
=== yandex
--
Отправлено из мобильного приложения Яндекс Почты

10:12, 5 марта 2024 г., Вера Линд <vera@post.example>:
"""
BARE = """
=== QQ alone rule
原始邮件

发件人：林薇 <vera@post.example>
发件时间：2024年3月5日 10:12
收件人：办公室 <a@b.example>
主题：Re: 暖气
=== QQ spaced
------------------\xa0原始邮件\xa0------------------
发件人:                                  "林薇"                 <vera@post.example>;
发送时间:\xa02024年3月5日(星期二) 上午10:12
收件人:\xa0"办公室"<a@b.example>;
主题:\xa0Re: 暖气
=== 163 master sig
签名由 网易邮箱大师 定制

在2024年03月05日 10:12，办公室 写道：
=== 163 master en
Signature is customized by Netease Mail Master

On 03/05/2024 10:12, Vera Lind wrote:
=== 163 master reply
---- 回复的原邮件 ----
| 发件人 | 林薇<vera@post.example> |
| 发送日期 | 2024年03月05日 10:12 |
| 收件人 | 办公室<a@b.example> |
| 主题 | Re: 暖气 |
=== ali
------------------------------------------------------------------
发件人：林薇 <vera@post.example>
发送时间：2024年3月5日(星期二) 10:12
收件人：办公室 <a@b.example>
抄\u3000送：陈明 <c@b.example>
主\u3000题：Re:暖气
=== dingtalk app
发自我的钉钉邮箱

------------------------------------------------------------------
发件人：林薇<vera@post.example>
日\u3000期：2024年03月05日 10:12:33
收件人：办公室<a@b.example>
主\u3000题：回复：暖气
=== feishu
发自飞书邮箱

林薇<vera@post.example> 在 2024年3月5日 周二 10:12 写道：
=== wecom
发自我的企业微信

---原始邮件---
发件人: "林薇"<vera@post.example>
发送时间: 2024年3月5日(周二) 上午10:12
收件人: "办公室"<a@b.example>;
主题: Re: 暖气
=== outlook zh ios
获取 Outlook for iOS<https://aka.ms/o0ukef>
________________________________
发件人: 林薇 <vera@post.example>
发送时间: Tuesday, March 5, 2024 10:12:33 AM
收件人: 办公室 <a@b.example>
主题: Re: 暖气
=== outlook zh android
获取 Android 版 Outlook<https://aka.ms/AAb9ysg>
________________________________
发件人: 林薇 <vera@post.example>
已发送: 星期二, 三月 5, 2024 10:12 上午
收件人: 办公室 <a@b.example>
主题: Re: 暖气
=== outlook zh-tw
取得 iOS 版 Outlook<https://aka.ms/o0ukef>
________________________________
寄件者: 林薇 <vera@post.example>
已傳送: 2024 年 3 月 5 日 星期二 上午 10:12
收件者: 辦公室
主旨: Re: 暖氣
=== outlook mac zh
发件人: 林薇 <vera@post.example>
日期: 星期二, 2024年3月5日 10:12
收件人: 办公室 <a@b.example>
主题: Re: 暖气
=== coremail
-----原始邮件-----
发件人:"林薇" <vera@post.example>
发送时间:2024-03-05 10:12:33 (星期二)
收件人: 办公室
抄送:
主题: Re: 暖气
=== sina
----- 原始邮件 -----
发件人：林薇 <vera@post.example>
收件人："办公室" <a@b.example>
主题：暖气
日期：2024年03月05日 10点12分
=== 139
----邮件原文----
发件人："林薇" <vera@post.example>
收件人：办公室 <a@b.example>
抄\u3000送： (无)
发送时间：2024-03-05 10:12:33
主\u3000题：Re: 暖气
=== 139 sp
----邮件原文----
发 件 人："林薇" <vera@post.example>
收 件 人：办公室 <a@b.example>
抄\u3000送： (无)
发送时间：2024-03-05 10:12:33
主\u3000题：Re: 暖气
=== huawei
从我的华为手机发送

-------- 原始邮件 --------
发件人：林薇 <vera@post.example>
日期：2024年3月5日周二 10:12
收件人：办公室 <a@b.example>
主题：Re: 暖气
=== miui
发自我的小米
在 林薇 <vera@post.example>，2024年3月5日 上午10:12写道：
=== yahoo tw
在 2024年3月5日 星期二 上午10:12:33 [GMT+8]， 林薇<vera@post.example> 寫道：
=== yahoo iphone
Sent from Yahoo Mail for iPhone


On Tuesday, March 5, 2024, 10:12 AM, Vera Lind <vera@post.example> wrote:
=== tonline
-----Original-Nachricht-----
Betreff: Heizung
Datum: 2024-03-05T10:12:33+0100
Von: "Vera Lind" <vera@post.example>
An: a@b.example
=== orange new
envoyé : 5 mars 2024 à 10:12
de : Vera Lind <vera@post.example>
à : a@b.example
objet : Re: chauffage
=== outlook fr ios
Télécharger Outlook pour iOS<https://aka.ms/o0ukef>
________________________________
De : Vera Lind <vera@post.example>
Envoyé : Tuesday, March 5, 2024 10:12:33 AM
À : bureau <a@b.example>
Objet : Re: chauffage
=== outlook nl
Outlook voor Android downloaden<https://aka.ms/AAb9ysg>
________________________________
Van: Vera Lind <vera@post.example>
Verzonden: dinsdag 5 maart 2024 10:12
Aan: balie
Onderwerp: Re
=== outlook de
Outlook für iOS beziehen<https://aka.ms/o0ukef>
________________________________
Von: Vera Lind <vera@post.example>
Gesendet: Dienstag, März 5, 2024 10:12 AM
An: Amt <a@b.example>
Betreff: Re: Heizung
=== outlook ja ios
Outlook for iOS を入手<https://aka.ms/o0ukef>
________________________________
差出人: 林 薇 <vera@post.example>
送信日時: 2024年3月5日火曜日 10:12
宛先: 事務所
件名: Re: 暖房
=== outlook ja ios 2
iOS 版 Outlook を入手<https://aka.ms/o0ukef>
________________________________
From: 林 薇 <vera@post.example>
Sent: Tuesday, March 5, 2024 10:12:33 AM
To: 事務所
Subject: Re: 暖房
=== naver
-----Original Message-----
From: "임미"<vera@post.example>
To: "사무실"<a@b.example>;
Cc:
Sent: 2024-03-05 (화) 10:12:33 (GMT+09:00)
Subject: Re: 난방
=== samsung ko
내 Galaxy에서 보냄

-------- 원본 이메일 --------
발신: 임미 <vera@post.example>
날짜: 24/3/5 오전 10:12 (GMT+09:00)
받은 사람: 사무실 <a@b.example>
제목: Re: 난방
=== outlook ko
iOS용 Outlook 다운로드<https://aka.ms/o0ukef>
________________________________
보낸 사람: 임미 <vera@post.example>
보낸 날짜: 2024년 3월 5일 화요일 오전 10:12
받는 사람: 사무실
제목: RE: 난방
=== interia
Temat: Re: piec
Data: 2024-03-05 10:12
Nadawca: "Vera Lind" <vera@post.example>
Adresat: biuro
=== notes
From:        Vera Lind/Corp
To:        Rosa/Corp@Corp
Date:        05/03/2024 10:12
Subject:        Re: heating
________________________________
=== exchange no to
________________________________
From: Vera Lind
Sent: Tuesday, March 5, 2024 10:12 AM
Subject: Re: heating
=== above marker
##- Please type your reply above this line -##

Case 17: heating
=== above marker zh
## 请在此行上方回复 ##
=== above marker en2
-- Reply above this line --
"""
