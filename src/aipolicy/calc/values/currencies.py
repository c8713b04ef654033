"""The names of other currencies, as people and laws write them."""

from collections.abc import Mapping
from types import MappingProxyType

CURRENCIES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(["美元", "美金", "US$", "USD", "$"], "USD"),
        **dict.fromkeys(["港币", "港元", "港幣", "港圆", "港纸", "HK$", "HKD"], "HKD"),
        **dict.fromkeys(["欧元", "EUR", "€"], "EUR"),
        **dict.fromkeys(["日元", "日圆", "日币", "JPY"], "JPY"),
        **dict.fromkeys(["英镑", "GBP", "£"], "GBP"),
        **dict.fromkeys(["澳门元", "澳门币", "葡币", "MOP"], "MOP"),
        **dict.fromkeys(["新台币", "台币", "新臺幣", "NT$", "TWD"], "TWD"),
        **dict.fromkeys(["韩元", "韩圆", "韩币", "KRW"], "KRW"),
        **dict.fromkeys(["新加坡元", "新加坡币", "新币", "新元", "坡币", "S$", "SGD"], "SGD"),
        **dict.fromkeys(["澳大利亚元", "澳元", "澳币", "A$", "AUD"], "AUD"),
        **dict.fromkeys(["加拿大元", "加元", "加币", "C$", "CAD"], "CAD"),
        **dict.fromkeys(["新西兰元", "纽元", "NZD"], "NZD"),
        **dict.fromkeys(["瑞士法郎", "瑞郎", "CHF"], "CHF"),
        **dict.fromkeys(["俄罗斯卢布", "卢布", "RUB"], "RUB"),
        **dict.fromkeys(["泰铢", "THB"], "THB"),
        **dict.fromkeys(["越南盾", "VND"], "VND"),
        **dict.fromkeys(["印度卢比", "卢比", "INR"], "INR"),
        **dict.fromkeys(["马来西亚林吉特", "林吉特", "马币", "MYR"], "MYR"),
        **dict.fromkeys(["瑞典克朗", "SEK"], "SEK"),
        **dict.fromkeys(["丹麦克朗", "DKK"], "DKK"),
        **dict.fromkeys(["挪威克朗", "NOK"], "NOK"),
        **dict.fromkeys(["阿联酋迪拉姆", "迪拉姆", "AED"], "AED"),
        **dict.fromkeys(["蒙古图格里克", "图格里克", "MNT"], "MNT"),
        **dict.fromkeys(["坚戈", "KZT"], "KZT"),
        **dict.fromkeys(["外币", "外幣"], "XXX"),
    }
)
"""The names of other currencies, with their code of ISO 4217; XXX is a currency not named."""
