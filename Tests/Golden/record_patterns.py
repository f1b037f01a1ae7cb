"""Records what Python 3.10's `re` answers, for PatternGoldenTests and PhraseGoldenTests.

Run with Python 3.10 (its Unicode tables are version 13):
    python3.10 Tests/Golden/record_patterns.py [random cases [seed [file]]]

Writes patterns.json beside this file. A case is a pattern, its flags, and either the place at
which Python refuses it (-1 when it names none) or, for each text (by its number), the matches of
`finditer`, `match` and `fullmatch`. A match is a flat list of spans, the whole match first;
a group that took no part is -1, -1. Where Python reports a group that ends before it starts
(its text is then empty) the end is written as the start.
"""

import json
import pathlib
import random
import re
import signal
import sys
import unicodedata
import warnings

import _sre

warnings.simplefilter("ignore")
assert sys.version_info[:2] == (3, 10), "the reference is Python 3.10"
FLAGS = {"i": re.I, "m": re.M, "s": re.S, "x": re.X, "a": re.A}


def flag_bits(letters):
    bits = 0
    for letter in letters:
        bits |= FLAGS[letter]
    return bits


def spans(match):
    flat = []
    for start, end in match.regs:
        flat += [start, max(start, end)]
    return flat


def answer(pattern, letters, text):
    """Matches, `match` and `fullmatch` of one pattern in one text."""
    compiled = re.compile(pattern, flag_bits(letters))
    found = [spans(match) for match in compiled.finditer(text)]
    at_start = compiled.match(text)
    whole = compiled.fullmatch(text)
    return [found, spans(at_start) if at_start else None, spans(whole) if whole else None]


def refusal(pattern, letters):
    """None when Python takes the pattern, else the place of the error, -1 when it names none."""
    try:
        re.compile(pattern, flag_bits(letters))
        return None
    except re.error as problem:
        return -1 if problem.pos is None else problem.pos
    except (ValueError, OverflowError):
        return -1


# --- Cases written by hand -------------------------------------------------------------------

PROSE = [
    "Hello, I'd like 2 pizzas (large) delivered to 221b Baker Street at 7:30 pm.",
    "Bitte schicken Sie die Rechnung Nr. RE-2024-00317 an anna.müller@beispiel.de!",
    "Meine Telefonnummer ist +49 (0)30 1234-5678, Größe 42, Straße 5, ÜBER Öl.",
    "Order #AB-12345 / ab-12345, ZIP 90210-1234, IBAN DE89 3704 0044 0532 0130 00",
    "Am 24.12.2024 um 18:00 Uhr oder 2024-12-24T18:00:00Z, vielleicht 1/2/24?",
    "www.example.com/a?b=c&d=e http://x.io https://sub.domain.co.uk/path_(x)",
    "  leading\tand\ttrailing \r\nlines\nand\x1cseparators\u2028here  ",
    "日本語のテキスト、한국어 텍스트 и русский текст ١٢٣ ٤٥٦ ½ ² ⅷ",
    "👩‍👩‍👧 family 🎉🎉 flags 🇩🇪 e\u0301 naïve café",
    "$19.99 €20,00 1.000.000,50 EUR -3 +4 5% 1e10",
    "",
    "\n",
    "a\n",
    "no yes nope YES Yes nö",
]
REALISTIC = [
    (r"\b\d{5}\b", ""), (r"\b\d{5}(?:-\d{4})?\b", ""), (r"[\w.+-]+@[\w-]+\.[\w.-]+", ""),
    (r"\b[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}\b", "i"), (r"#?[A-Z]{2}-\d{5}", "i"),
    (r"\+?\d[\d\s()/-]{6,}\d", ""), (r"(?:\+49|0)\s?\(?\d+\)?[\s\d/-]*", ""),
    (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{2,4})", ""),
    (r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?", ""),
    (r"\b([01]?\d|2[0-3]):([0-5]\d)(?:\s?(am|pm|uhr))?\b", "i"),
    (r"(?i)\b(?:yes|no|nope|nö|ja|nein)\b", ""), (r"https?://[^\s]+|www\.\S+", ""),
    (r"\bRE-\d{4}-\d{5}\b", ""), (r"\b[A-Z]{2}\d{2}(?:\s?\d{4}){4}(?:\s?\d{2})?\b", ""),
    (r"[€$]\s?\d+(?:[.,]\d{2})?", ""), (r"\d{1,3}(?:\.\d{3})*(?:,\d+)?\s*EUR", ""),
    (r"(?:Straße|Strasse|str\.)\s+\d+[a-z]?", "i"), (r"\b(größe|grösse)\s+(\d+)\b", "i"),
    (r"\b[ÄÖÜ]\w*", ""), (r"\b[äöü]\w*", "i"), (r"[^\W\d_]+", ""), (r"(?u)\b\w\w+\b", ""),
    (r"\w+", ""), (r"\W+", ""), (r"\d+", ""), (r"\D+", ""), (r"\s+", ""), (r"\S+", ""),
    (r"\w+", "a"), (r"\d+", "a"), (r"\s+", "a"), (r"\b\w", "a"), (r"\b", ""), (r"\B", ""),
    (r"^\s*|\s*$", ""), (r"^\s*|\s*$", "m"), (r"^.*$", ""), (r"^.*$", "m"), (r"^.*$", "ms"),
    (r".+", "s"), (r"\Z", ""), (r"\A", ""), (r"$", ""), (r"$", "m"), (r"^", "m"), (r"", ""),
    (r"\d{1,2}(?=[:.])", ""), (r"(?<=\$)\d+", ""), (r"(?<!\d)\d{2}(?!\d)", ""),
    (r"(?<![\w-])-?\d+(?![\w-])", ""), (r"(\w)\1", ""), (r"(\w)\1", "i"),
    (r"(?P<q>['\"(])[^'\")]*(?P=q)?", ""), (r"(\()?\w+(?(1)\))", ""),
    (r"""
        (?P<area> \d{2,5} )   # area code
        [ /-]+                # a divider
        (?P<rest> \d[\d-]+ )
     """, "x"),
    (r"(?x) \d+  # number", ""), (r"(?s:.)(?-i:[a-z]+)", "i"), (r"(?i:straße)", ""),
    (r"large|larg|la", ""), (r"(large|l)(arge)?", ""), (r"\bla(?:rge)?\b", ""),
    (r"(?:[a-z]+ )+", ""), (r"(?:[a-z]+ )+?", ""), (r"[a-z]*?i", ""), (r"<.*?>|\(.*?\)", ""),
    (r"[\U0001F300-\U0001FAFF]+", ""), (r"[\U0001F1E6-\U0001F1FF]{2}", ""), (r"\u00fc", "i"),
    (r"[А-я]+", ""), (r"[а-я]+", "i"), (r"[一-龥ぁ-んァ-ン]+", ""), (r"[^\x00-\x7F]+", ""),
    (r"[\w-]+\.(?:com|de|io)\b", ""), (r"\bIBAN\b.{0,40}", ""), (r"(?:\d[ -]?){4,}", ""),
]
CASE_PAIRS = [
    "ß", "ẞ", "ss", "SS", "İ", "i", "I", "ı", "ſ", "s", "S", "\u212a", "k", "K", "σ", "ς", "Σ",
    "µ", "μ", "Μ", "ǆ", "ǅ", "Ǆ", "ŉ", "ʼn", "ΐ", "ΐ", "\u0345", "ι", "\u1fbe", "Ι", "θ", "ϑ", "ϴ",
    "Θ", "ά", "Ά", "ᾳ", "ᾼ", "ﬅ", "ﬆ", "ᲀ", "в", "В", "Ꭰ", "ꭰ", "Ა", "ა", "𐐀", "𐐨", "å", "Å",
    "\u212b", "ω", "Ω", "\u2126", "ẛ", "ṡ", "Ṡ", "ÿ", "Ÿ", "ꙋ", "ᲈ", "Ꙋ", "é", "É", "ǰ", "J", "j",
    "1", "_", "ⅷ", "Ⅷ", "ⓐ", "Ⓐ", "Ａ", "ａ", "𝐀", "𞤀", "𞤢", "ɤ", "Ɤ", "ƛ",
]
SYNTAX = [
    (r"[]a]+", "", "a]b"), (r"[^]a]+", "", "a]b"), (r"[a-]+", "", "a-b"), (r"[-a]+", "", "a-b"),
    (r"[a\-z]+", "", "a-bz"), (r"[\d-x]+", "", "1-x"), (r"[x\]]+", "", "x]"), (r"[[a]+", "", "[a"),
    (r"[a&&b]+", "", "a&b"), (r"[\b]", "", "a\bb"), (r"[\n\t]+", "", "\n\t"), (r"[.*+]+", "", ".*+"),
    (r"[\w']+", "", "it's"), (r"[^\w\s]+", "", "a, b!"), (r"[\D]+", "", "a1b"), (r"[\S\d]", "", "a 1"),
    (r"\x41\u0042\U00000043", "", "ABC"), (r"\101\0\07\377", "", "A\0\7\xff"), (r"\1010", "", "A0"),
    (r"\a\b\f\n\r\t\v", "", "\a\f\n\r\t\v"), (r"\a\f\n\r\t\v", "", "\a\f\n\r\t\v"),
    (r"\.\*\-\ \é\#", "", ".*- é#"), (r"a{2}", "", "aaaa"), (r"a{,2}", "", "aaa"), (r"a{2,}", "", "aaa"),
    (r"a{}", "", "a{}"), (r"a{,}", "", "aaa"), (r"a{1", "", "a{1"), (r"a{1,", "", "a{1,"),
    (r"a{x}", "", "a{x}"), (r"{", "", "{"), (r"x{1,2}{", "", "xx{"), (r"a{ 1}", "", "a{ 1}"),
    (r"a{0}b", "", "ab"), (r"(?:a{0}){3}b", "", "b"), (r"a??", "", "aa"), (r"a{1,3}?", "", "aaaa"),
    (r"(?:ab){1,3}?", "", "ababab"), (r"(?:ab){2,3}", "", "abababab"), (r"(a|ab)(c|bcd)(d*)", "", "abcd"),
    (r"(?#note)a(?#more)*", "", "aaa"), (r"a|", "", "ba"), (r"|a", "", "ba"), (r"(|a)b", "", "ab"),
    (r"()", "", "ab"), (r"(?:)", "", "ab"), (r"(?:)*a", "", "a"), (r"(a*)*", "", "aab"), (r"(a*)+", "", "aab"),
    (r"(a|b*)*", "", "abba"), (r"(?:a?)*?b", "", "aab"), (r"(a?)*?b", "", "aab"), (r"(?:a?){3,5}b", "", "aab"),
    (r"(?P<n>a)(?P=n)", "", "aaa"), (r"(?P<n>a)\1", "", "aaa"), (r"(?P<größe>\d)", "", "1"),
    (r"(?P<_x1>a)|(?P<y>b)", "", "ab"), (r"(a)|b\1", "", "aba"), (r"(a)?b(?(1)c|d)", "", "abc bd bc"),
    (r"(?P<x>a)?b(?(x)c|d)", "", "abc bd"), (r"(a)?(?(1)b)", "", "ab b"), (r"(a)?(?(1)b|)", "", "ab b"),
    (r"(?:(a)|b)(?(1)x|y)", "", "ax by ay"), (r"(?(1)a|b)(c)?", "", "bc ac"), (r"(a(?(1)b|c))", "", "ac ab"),
    (r"(a)(?( 1 )b|c)", "", "ab"), (r"(a)(?(+1)b|c)", "", "ab"), (r"(a)(?(0_1)b|c)", "", "ab"),
    (r"(?=a)\w", "", "ab a"), (r"(?!a)\w", "", "ab a"), (r"(?<=ab)c", "", "abc c"), (r"(?<!ab)c", "", "abc c"),
    (r"(?<=^)a", "", "aa"), (r"(?<=\b)a", "", "aa a"), (r"(?<=a|b)c", "", "ac bc cc"), (r"(?<=(a))b", "", "ab"),
    (r"(a)(?<=\1)b", "", "ab"), (r"(?<=a{3})b", "", "aaab aab"), (r"(?=(a+))a*b\1", "", "aaaba"),
    (r"(?=(a))(?!b)\1", "", "aab"), (r"(?!(a)b)a", "", "ac"), (r"(?:(?!(a)b)a)+", "", "ac"),
    (r"(?<=(?=a)).", "", "ba"), (r"(?<=(?<=a)b)c", "", "abc bbc"), (r"(?<!^)\w", "", "abc"),
    (r"(?<=\d{3})x(?=\d)", "", "123x4 12x4"), (r"((?<=a)b)+", "", "ab"), (r"(?=)", "", "ab"), (r"(?!)", "", "ab"),
    (r"(?i)a(?-i:b)c", "", "ABC AbC abc"), (r"(?i:a)b", "", "Ab AB"), (r"(?s:.).", "", "\n\na"),
    (r"(?m:^)a", "", "b\na"), (r"(?-s:.)", "s", "\na"), (r"(?a:\w)\w", "", "éé aé"), (r"(?u:\w)\w", "a", "aa aé"),
    (r"(?ai)\w+k", "", "aK ak a\u212a"), (r"(?i)k", "", "K\u212ak"), (r"a(?i)b", "", "AB ab"), (r"(?im)^b$", "", "a\nB"),
    (r"(?x)a b # c", "", "ab"), (r"a b(?x)", "", "ab a b"), (r"(?x:a b) c", "", "ab c"), (r"(?x) (?-x:a b)", "", "a b"),
    (r"a #b", "x", "a"), ("a # b\n c", "x", "ac"), (r"[ #]", "x", " #"), (r"a\ b", "x", "a b"), (r"a + b", "x", "aab"),
    (r"(?x) ( ?:a)", "", ":a"), (r"a{2 ,3}", "x", "a{2 ,3}"), (r"(?x)\#a", "", "#a"), (r"(?P<a>x) (?P=a)", "x", "xx"),
    (r"\Aa|b\Z", "", "ab ab"), (r"a$", "", "a\n"), (r"a\Z", "", "a\n"), (r"$\n?", "", "a\n"), (r"^$", "m", "\n\n"),
    (r"\Ba\B", "", "aaa a"), (r"\B", "", ""), (r"\b", "", ""), (r"\b\b", "", "a"), (r"$^", "", ""), (r"$.^", "ms", "\n"),
    (r"(ab|a)*?b", "", "ab"), (r"(ab|a)+?b", "", "ab"), (r"((x)|y|z)*", "", "xyz"), (r"(?:(a)|b)*", "", "ab"),
    (r"(?:(?:a|bc)*?(xx)??z)*", "", "axxzbcz"), (r"(?:a|(b)|c)*?d", "", "abcd"), (r"(?:(x)?y|xz)", "", "xz"),
    (r"(a)((?!(b)*))*", "", "abb"), (r"(a)(?:(?=(b)*)b)+", "", "abb"), (r"(?:(ab?)|(b))*c", "", "abbac"),
    (r"(?:(a)|(b)|(c))+?c", "", "abcc"), (r"(x(y(z)?)?)*", "", "xyzxyx"), (r"(?:(a)(b)?){2}", "", "aba"),
    (r"(a+|b)*", "", "ab"), (r"(a+|b){0,}", "", "ab"), (r"(a+|b)?", "", "ab"), (r"([abc])*bcd", "", "abcd"),
    (r"(([a-c])b*?\2)*", "", "ababbbcbc"), (r"((a)|(b))*?\2b", "", "aab"), (r"(.*)c(.*)", "", "abcde"),
    (r"(?:(?:a*)*)*b", "", "aab"), (r"(?:a+b?)+c", "", "aababc"), (r"((a{1,2}){1,2}){1,2}", "", "aaaaaaaaa"),
    (r"a.+c", "", "a\nc abc"), (r"\d{2,3}?", "", "12345"), (r"(\d+)-(\d+)|(\w+)", "", "1-2 ab"),
    (r"\ud83d\ude00", "", "😀"), (r"[\ud800-\udfff]", "", "a😀"), ("\\\n", "", "\n"),
    (r"[a-z\d]+", "i", "AB1c"), (r"[^a-z]+", "i", "AB1c"), (r"[^a]", "i", "Aab"), (r"[^kx]+", "i", "\u212aKab"),
    (r"[𐐀x]", "i", "𐐀𐐨xX"), (r"[𐐀-𐐂]", "i", "𐐀𐐨𐐩"), (r"[^𐐀]", "i", "𐐀𐐨a"), (r"𐐀", "i", "𐐀𐐨"), (r"[𐐨x]", "i", "𐐀𐐨"),
    (r"[\u0100-\u0180]+", "i", "Āāsſ"), (r"[a-\U00010400]+", "i", "Ab𐐨"), (r"[\u2100-\u2130]", "i", "kKå\u212a"),
    (r"a|b|[cd]", "", "abcd"), (r"a|b|\d", "", "a1"), (r"ab|ac|ad", "", "acadab"), (r"(?:ab|ac)+", "", "abac"),
    (r"(?:a|a)*b", "", "aab"), (r"(?:a|b)*c", "i", "aBc"), (r"(?:[ab]|c)+?d", "", "abcd"), (r"\w|\W", "", "a "),
]
# Patterns of which most are refused.
PROBES = [
    "(", ")", "a)", "(a", "((a)", "[", "[a", "[]", "[^]", "[a-", "[z-a]", r"[\d-z]", r"[a-\d]", "*", "+a", "?", "a**",
    "a*+", "a++", "a?+", "a{1}{2}", "a{2}+", "a*??", "(?:*)", "|*", "^*", "$+", r"\b*", "{1}", "a|+", "a{2,1}",
    "a{4294967295}", "a{99999999999999999999}", "\\", "a\\", r"\q", r"\Q", r"\x1", r"\xg0", r"\u123", r"\U0010", r"\U00110000",
    r"\8", r"\1", r"(a)\2", r"(\1)", r"(a\1)", r"\400", r"[\400]", r"[\8]", r"[\q]", r"[\A]", r"[\Z]", r"[\B]", r"\N", r"\Nx",
    r"\N{", r"\N{}", r"[\x]", "(?", "(?a", "(?:", "(?P", "(?P<", "(?P<>a)", "(?P<n", "(?P<1>a)", "(?P<a b>c)", "(?P<a>b)(?P<a>c)",
    "(?P=", "(?P=)", "(?P=x)", "(?P<x>(?P=x))", "(?Px)", "(?P>x)", "(?<a)", "(?<", "(?<n>a)", "(?>a)", "(?'n'a)", "(?#", "(?#a",
    "(?=", "(?=a", "(?!a", "(?<=a", "(?<=a*)", "(?<=a|bc)", "(?<!a?)", "(?<=a{1,2})b", r"(?<=(a)\1)b", r"(a)(?<=\1(b)\2)", r"(?<=(?P<x>a)(?P=x))",
    r"(?<=(?(1)a|b))", r"(a)(?<=(?(1)aa|b))", r"(?<=(a)(?(1)b|c))", "(?(", "(?(1", "(?()a)", "(?(0)a)", "(?(x)a)", "(?(1)a)", "(?(2)a)(b)", "(?(-1)a)", "(?(1.5)a)",
    "(a)(?(1)b|c|d)", "(a)(?(1)b", "(?(99999999999)a)", "(?i", "(?i-", "(?i-)", "(?-", "(?-)", "(?-i)", "(?i-s", "(?i-i:a)", "(?z)", "(?iz)", "(?i1)", "(?-z:a)",
    "(?L)a", "(?au)", "(?a)(?u)a", "(?a-u:b)", "(?-a:b)", "(?-u:b)", "(?t:a)", "(?i-t:a)", "(?t)a*", "(?a:b", "(?i\\)", "(?\\i)", "(?P<\\a>b)", "(?ia-:b)", "(?x)(?y)", "(?x",
    "a(?x) (", "(?i)*", "(?#c)*", "(?x) *", r"(?P<n>a)(?(n)b|c|d)", r"(?(n)a)(?P<n>b)", "(?P<é", "(?P<a-b>c)", r"\0999\9", "[[:alpha:]", "a{1}?+", "(a)?*", "(?:a)**", r"(?<=\b*)", r"\p{L}", r"[\p{L}]", r"\h", r"\R", r"\K", r"\G", r"\X", r"\z",
    r"\p", "[[:alpha:]]", "(?t)a", "a{,}", "(?:a*)*", "(?=a)*", "(?<=a)+b", "(?i:a)*", "(?P<n>a)*", r"\_", r"(?a)(?i)b", "(?u)a",
    "(?iu:a)", "(?a:\\w)", "(?x)(?x)a", "]", "}", "a]", "a}", "{}", "{,", "{1,x}", "(?:)", r"(?:^)*", r"(?:\b)+", "(?(1)a|b)(c)",
]

# --- Lookup tables ---------------------------------------------------------------------------

TABLES = [
    (["New York", "York", "New", "new york city", "Berlin", "Bern", "Ber"],
     ["I flew from new york city to Berlin, then BERN and York.", "newyork New  York", "Ber Berl Bern", ""]),
    (["Straße", "Strasse", "İstanbul", "ſee", "Ökologie", "kelvin", "ΟΔΟΣ"],
     ["STRAßE straẞe strasse STRASSE", "istanbul İstanbul i̇stanbul", "see SEE ſee", "ÖKOLOGIE ökologie", "\u212aelvin Kelvin", "οδος οδοσ ΟΔΟΣ"]),
    (["C++", "C", "C#", ".NET", "+49", "a.b", "(x)", "$5", "100 %", "R&D", "it's"],
     ["C++ and C# or C, x+49 +49 .NET a.NET a.b aXb f(x)g (x) $5 a$5b 100 % 100 %a R&D it's"]),
    (["", "a", "ab"], ["ab a b", "", "  ", "a"]),
    (["a", "", "ab"], ["ab a b", "xaby"]),
    (["ab", "abc", "bc", "c", "abcd", "b"], ["abcd abc ab bc abcde xabc cab", "aabcabcd"]),
    (["aa", "a", "aaa", "aaaa"], ["a aa aaa aaaa aaaaa"]),
    (["aaaa", "aaa", "aa", "a"], ["a aa aaa aaaa aaaaa"]),
    (["同じ", "同じ日", "日", "日本"], ["同じ日 日本", "同じ 日 日本語"]),
    (["dup", "DUP", "Dup", "dup dup"], ["dup DUP dup dup Dup"]),
    (["x", " x", "x ", "-", "--", "🎉", "🎉🎉"], ["a x b", "- -- --- a-b a--b", "🎉 🎉🎉 a🎉b a🎉🎉b"]),
    (["Müller", "Mueller", "von der Leyen", "von", "der"], ["Frau von der Leyen, Herr MÜLLER, Muller, von Der, der"]),
    (["e\u0301", "é", "e"], ["e\u0301 é e"]),
]


def table_answer(phrases, ignores_case, boundaries, text):
    edge = r"\b" if boundaries else ""
    ways = [edge + re.escape(phrase) + edge for phrase in phrases]
    bits = re.I if ignores_case else 0
    numbered = re.compile("|".join("(%s)" % way for way in ways), bits)
    found = [[*match.span(), match.lastindex - 1] for match in numbered.finditer(text)]
    plain = re.compile("(" + "|".join(ways) + ")", bits)
    assert [match.span() for match in plain.finditer(text)] == [(s, e) for s, e, _ in found]
    return found


def random_tables(chance):
    for _ in range(60):
        alphabet = chance.choice(["ab", "ab ", "aB ", "ab-"])
        phrases = ["".join(chance.choices(alphabet, k=chance.choice([1, 1, 2, 2, 3, 4, 6]))) for _ in range(chance.randint(1, 8))]
        yield phrases, ["".join(chance.choices(alphabet, k=chance.randint(0, 24))) for _ in range(2)]


# --- Random patterns -------------------------------------------------------------------------

class Grower:
    """Makes random patterns over a tiny alphabet."""

    def __init__(self, chance):
        self.chance = chance
        self.groups = 0

    def atom(self, depth):
        chance = self.chance
        roll = chance.random()
        if depth <= 0 or roll < 0.45:
            return chance.choice(["a", "b", "c", "a", "b", ".", "[ab]", "[^a]", r"\w", r"\b", "^", "$", r"\B", "[b-c]", r"\W"])
        if roll < 0.65:
            self.groups += 1
            return "(" + self.ways(depth - 1) + ")"
        if roll < 0.75:
            return "(?:" + self.ways(depth - 1) + ")"
        if roll < 0.81:
            return chance.choice(["(?=", "(?!", "(?="]) + self.ways(depth - 1) + ")"
        if roll < 0.85:
            return chance.choice(["(?<=", "(?<!"]) + self.run(0, chance.randint(1, 2)) + ")"
        if roll < 0.93:
            return "\\%d" % chance.randint(1, max(1, self.groups)) if self.groups else "a"
        if roll < 0.97:
            if not self.groups:
                return "b"
            no = "|" + self.run(depth - 1, 1) if chance.random() < 0.7 else ""
            return "(?(%d)" % chance.randint(1, self.groups) + self.run(depth - 1, 1) + no + ")"
        return "(?i:" + self.ways(depth - 1) + ")"

    def repeat(self, depth):
        atom = self.atom(depth)
        chance = self.chance
        if chance.random() < 0.55:
            return atom
        kind = chance.choice(["*", "+", "?", "*", "+", "{2}", "{1,2}", "{0,3}", "{2,}", "{,1}"])
        return atom + kind + chance.choice(["", "", "?"])

    def run(self, depth, length):
        return "".join(self.repeat(depth) for _ in range(length))

    def ways(self, depth):
        count = self.chance.choice([1, 1, 1, 2, 2, 3])
        return "|".join(self.run(depth, self.chance.randint(0 if count > 1 else 1, 3)) for _ in range(count))


class TookTooLong(Exception):
    pass


def too_long(signal_number, frame):
    raise TookTooLong


def random_cases(chance, count):
    signal.signal(signal.SIGALRM, too_long)
    cases = []
    while len(cases) < count:
        pattern = Grower(chance).ways(3)
        letters = chance.choice(["", "", "", "i", "m", "s"])
        place = refusal(pattern, letters)
        if place is not None:
            if chance.random() < 0.2:
                cases.append([pattern, letters, place])
            continue
        texts = ["".join(chance.choices("aabbc A\n", k=chance.randint(0, 10))) for _ in range(2)]
        signal.setitimer(signal.ITIMER_REAL, 2)
        try:
            answers = [[text, *answer(pattern, letters, text)] for text in texts]
        except TookTooLong:
            continue
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        cases.append([pattern, letters, answers])
    return cases


# --- Unicode ---------------------------------------------------------------------------------

def ranges(holds):
    """Where a class begins and ends, each place as the distance from the one before."""
    edges, inside, before = [], False, 0
    for value in range(0x110001):
        now = value < 0x110000 and not 0xD800 <= value < 0xE000 and holds(chr(value))
        if now != inside:
            edges.append(value - before)
            before, inside = value, now
    return edges


def changes(mapping):
    """Runs of scalars a mapping moves by the same distance, in steps of 1 or 2."""
    runs = []
    for value in range(0x110000):
        shift = mapping(value) - value
        if shift == 0:
            continue
        if runs and runs[-1][2] == shift:
            first, last, _, step = runs[-1]
            gap = value - last
            if gap in (1, 2) and (step == 0 or step == gap):
                runs[-1] = [first, value, shift, gap]
                continue
        runs.append([value, value, shift, 0])
    return runs


def main():
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20241124)
    cases = [[pattern, letters, [[text, *answer(pattern, letters, text)] for text in PROSE]] for pattern, letters in REALISTIC]
    for pattern, letters, text in SYNTAX:
        place = refusal(pattern, letters)
        answers = [[text, *answer(pattern, letters, text)]] if place is None else place
        cases.append([pattern, letters, answers])
    everything = "".join(dict.fromkeys("".join(CASE_PAIRS)))
    for form in CASE_PAIRS:
        for shape in ("%s", "[%s]" % "%s", "[^%s]+", "[%s0]"):
            pattern = shape % re.escape(form)
            cases.append([pattern, "i", [[everything, *answer(pattern, "i", everything)]]])
        cases.append([re.escape(form), "ia", [[everything, *answer(re.escape(form), "ia", everything)]]])
    for first, last in ("az", "AZ", "àþ", "À\u017f", "α\u03ff", "Α\u03ab", "\u0400\u044f", "\u1e00\u1eff", "𐐀𐐧", "\u2100\u214f"):
        pattern = "[%s-%s]+" % (first, last)
        cases.append([pattern, "i", [[everything, *answer(pattern, "i", everything)]]])
    cases += random_cases(chance, int(sys.argv[1]) if len(sys.argv) > 1 else 1500)
    for pattern in PROBES:
        place = refusal(pattern, "")
        cases.append([pattern, "", [] if place is None else place])
    tables = []
    for phrases, texts in TABLES + list(random_tables(chance)):
        for ignores_case in (True, False):
            for boundaries in (True, False):
                answers = [[text, table_answer(phrases, ignores_case, boundaries, text)] for text in texts]
                tables.append([phrases, ignores_case, boundaries, answers])
    texts = {}
    for _, _, answers in cases:
        if isinstance(answers, list):
            for row in answers:
                row[0] = texts.setdefault(row[0], len(texts))
    record = {
        "texts": list(texts),
        "cases": cases,
        "tables": tables,
        "word": ranges(lambda c: c.isalnum() or c == "_"),
        "digit": ranges(str.isdecimal),
        "space": ranges(str.isspace),
        "lower": changes(_sre.unicode_tolower),
        "upper": changes(lambda value: ord(chr(value).upper()[0])),
        "unicode": unicodedata.unidata_version,
    }
    place = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else pathlib.Path(__file__).with_name("patterns.json")
    with place.open("w", encoding="utf-8") as file:
        file.write("{\n")
        for index, (key, value) in enumerate(record.items()):
            file.write(",\n" if index else "")
            file.write(json.dumps(key) + ":")
            if key in ("cases", "tables"):
                rows = (json.dumps(row, ensure_ascii=True, separators=(",", ":")) for row in value)
                file.write("[\n" + ",\n".join(rows) + "\n]")
            else:
                file.write(json.dumps(value, separators=(",", ":")))
        file.write("\n}\n")
    print(len(cases), "cases,", len(tables), "tables,", place.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
