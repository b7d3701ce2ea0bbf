"""Words of values in some languages: scales, currencies, units, months, weekdays, each with a form for all of them."""

from __future__ import annotations


def _flat(rows: dict[str, str]) -> dict[str, str]:
    return {word: form for form, words in rows.items() for word in words.split()}


SCALES: dict[str, float] = {
    word: scale
    for scale, words in {
        1e3: "thousand mille mil tausend тысяч 千",
        1e4: "万 만",
        1e6: "million millions millon millones millionen mio miljoen milhoes milioni миллионов",
        1e8: "亿 억",
        1e9: "billion billions milliard milliards milliarden mrd miljard miliardi миллиардов bn",
        1e12: "trillion trillions trn 兆",
    }.items()
    for word in words.split()
}
SYMBOLS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yuan"}
CURRENCIES = _flat({
    "dollar": "dollar dollars dolar dolares usd 美元 ドル 달러 долларов",
    "euro": "euro euros eur 欧元 ユーロ 유로 евро",
    "pound": "pound pounds sterling livres gbp 英镑",
    "yuan": "yuan renminbi rmb cny 元 人民币 块",
    "krone": "kroner krone kronor crowns 克朗",
    "yen": "yen jpy 日元 円",
    "franc": "francs franken chf 法郎",
})  # fmt: skip
PERCENT = {"%", "percent", "prozent", "pct", "％", "процентов"}
UNITS = _flat({
    "parameter": "parameter parameters parametres parametros parametern parametri 参数 个参数 パラメータ 매개변수",
    "token": "token tokens jetons 词元 个词元 トークン",
    "person": "people persons employees staff workers personnes employes salaries personas empleados mitarbeiter"
              " mitarbeitende menschen 人 名员工 员工 名 人员",
    "colleague": "colleagues collegues kollegen colegas 同事",
    "model": "models model modeles modele modelle modelos 模型 个模型 款模型 款",
    "language": "languages language langues idiomas sprachen lingue 语言 种语言 门语言",
    "hospital": "hospitals hospital hopitaux krankenhauser hospitales 医院 家医院",
    "library": "libraries bibliotheques bibliotheken bibliotecas 图书馆",
    "company": "companies firms entreprises unternehmen firmen empresas 公司 家公司 企业 家企业",
    "country": "countries pays lander paises 国家 个国家",
    "user": "users utilisateurs nutzer usuarios 用户 个用户",
    "server": "servers serveurs server servidores 服务器 台服务器",
    "download": "downloads telechargements descargas 下载",
    "time": "times fois mal veces 次",
    "year": "years year ans annees jahre jahren anos 年",
    "month": "months month mois monate monaten meses 个月",
    "week": "weeks week semaines semaine wochen semanas 周",
    "day": "days day jours jour tage tagen dias 天",
    "hour": "hours hour heures heure stunden horas 小时",
    "minute": "minutes minute minuten minutos 分钟",
    "page": "page pages seiten paginas 页",
    "point": "point points punkte puntos 分 个百分点",
    "hectare": "hectares hektar",
    "kilometre": "kilometres kilometers km kilometer kilometros 公里",
    "metre": "metres meters meter metros 米",
    "megawatt": "megawatts mw 兆瓦",
})  # fmt: skip
MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january janvier januar enero jan", "february fevrier februar febrero feb", "march mars marz marzo",
            "april avril abril apr", "may mai mayo", "june juin juni junio", "july juillet juli julio",
            "august aout agosto aug", "september septembre septiembre sept", "october octobre oktober octubre oct",
            "november novembre noviembre nov", "december decembre dezember diciembre dec",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
WEEKDAYS: dict[str, int] = {
    word: number
    for number, words in enumerate((
        "monday lundi montag lunes 周一 星期一", "tuesday mardi dienstag martes 周二 星期二",
        "wednesday mercredi mittwoch miercoles 周三 星期三", "thursday jeudi donnerstag jueves 周四 星期四",
        "friday vendredi freitag viernes 周五 星期五", "saturday samedi samstag sabado 周六 星期六",
        "sunday dimanche sonntag domingo 周日 星期日 星期天",
    ))
    for word in words.split()
}  # fmt: skip
