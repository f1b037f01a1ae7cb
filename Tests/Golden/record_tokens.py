# Records how Rasa's WhitespaceTokenizer splits texts: record_tokens.py > tokens.json (needs Rasa 3.6.21).
import itertools
import json
import os
import random

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message

WRITTEN = [
    "", " ", "  \t ", "hello", "hello there", "Hello, my name is Ada.", "what's up?", "don't, can't, won't!",
    "rock'n'roll", "'quoted' \"double\" “curly” ‘single’", "it’s five o’clock", ":)", ":-) ;-)", "?!", "...", "…", "hi :)",
    ":) hi", "wait... what?", "e-mail me", "self-service-check-in", "a - b", "a -b", "a- b", "-5 degrees", "- 5 degrees", "(5)",
    "(five)", "5,000.50 euros", "10'000.00 francs", "1/2 cup", "3:30pm", "12.05.2024", "+49 170 1234567", "(030) 1234-567",
    "50% off", "$5 or €5", "£3.50", "#hashtag and @mention", "AT&T & co", "&", "#", "@", "c# or c++", "ada@example.com",
    "write to ada.l@example.co.uk, please", "https://example.com/a?b=c&d=e#f", "see http://example.com.", "www.example.com/path/",
    "file_name.txt", "snake_case __dunder__", "x=1;y=2", "{a:b}", "[link](http://example.com)", "a,b,c", "a , b , c", "a;b", "a|b",
    "a\\b", "a^b", "a`b", "a~b", "~a", "100€", "€100", "a€b", "tab\tseparated", "line\nbreak", "line\r\nbreak", "ends\n", "\nstarts",
    "a\u000bb\u000cc", "1\u001c2", "a\u001cb", "a\u001fb c", "no\u00a0break", "em\u2003space", "zero\u200bwidth", "joined\u200dword",
    "non\u200cjoiner", "\u200d", "\u200d word", "\ufeffbom", "soft\u00adhyphen", "e\u0301toile", "\u0301alone", "naïve café", "Straße ß",
    "ΑΒΓ αβγ", "привет, мир!", "שלום, עולם!", "مرحبا، كيف حالك؟", "؟", "नमस्ते दुनिया।", "สวัสดีครับ", "你好,世界", "你好 world", "你好",
    "今日は、いい天気ですね。", "안녕하세요 여러분", "日本 abc 日本", "x日本", "日本x", "日本 日本x", "日本日本 本x", "😀", "hi 😀", "😀 hi", "hi😀there", "5😀6",
    "a😀", "👍🏽 ok", "👨‍👩‍👧 family", "family👨‍👩‍👧", "❤️ love", "love ❤️", "🇩🇪 germany", "🇩🇪🇫🇷", "☺", "☺ ok", "✂ cut", "Ⓜ metro", "①②③ steps",
    "½ price", "x²+y²", "№ 5", "™ mark®", "±5", "−5", "‑5 x", "5–6", "five–six", "five — six", "‐hyphen", "‿tie", "a‿b", "¿qué?", "¡hola!",
    "«oui»", "l'été d'hier", "L’été", "—", "--", "--5", "--5 x", "x --5", "x - -5", "x ?5", "x?5", "x!5", "5!x", "5'x", "x'5", "x''5", "x'''y", "5''6",
    "'''5", "' 5", "a ' 5", "a' 5", "a '5", " leading", "trailing ", "  many   blanks  ", " 5", " -5", " - 5", " 'a", " ''5", "a.b", "a..b",
    "a...b", "a.'b", "a'.b", "a'.5", "a.'5", "a%b", "a%5", "5%b", "a%%5", "a% b", "%a", "a\"b", "\"5\"", "\"a\"", "a\u3000b", "\u3000", "𝒜𝒷𝒸 math", "𐍈 gothic",
    "᠎x", "\u2028a\u2029b", "\u0085", "a\u0085b", "\u1680a", "I'm 6'2\" tall", "C:\\temp\\a.txt", "/slash/command", "/inform{\"city\": \"Rome\"}", "a/b/c",
    "<b>bold</b>", "a<b>c", "1<2", "a->b", "a=>b", "!important", "a!important", "###", "@@@", "&&&", "#@& x", "x #@&", "a#b", "1#2", "ٱلْعَرَبِيَّة ١٢٣",
    "१२३ हिन्दी", "٣٫٥", "1٫5", "e.g. i.e. etc.", "U.S.A.", "Ph.D.", "o'", "'o", "''", "a''b", "a'-'b", "(a)(b)", "(a) (b)", "a(b)", "a)b", "5)b",
    "very " * 30, "x" * 300, "." * 200 + "a", "a" + "." * 200, "a" + "'" * 200 + "b", "a" + "'" * 200 + "5", "日" * 80 + " " + "日" * 80 + "x",
    "日" * 30 + " " + "日" * 20 + "x", "\u19dax", "Ꙁ ꙁ", "ẞ", "ﬁne", "Ａ１", "\ud7ff\ue000", "\U0001f251\U0001f252", "a\U000e0041b", "\U0010ffff", "\x00a\x00b\x00",
    "a\u0600b", "\u1c89", "a\u180eb", "🏴‍☠️ pirates", "keycap 1️⃣ 2️⃣", "1️⃣", "©2024", "a©2024", "₿itcoin", "mañana", "man\u0303ana", "ᄀᆞᆨ", "각 각",
]

def generated():
    generator = random.Random(20240501)
    alphabet = list("ab5 '.-#@&!,:/\"%€\t\n") + ["é", "😀", "日", "\u200d", "\u0301", "“", "\u00a0", "\u001c"]
    for length in (2, 3):
        for letters in itertools.product("a5 '-#", repeat=length):
            yield "".join(letters)
    for _ in range(500):
        yield "".join(generator.choice(alphabet) for _ in range(generator.randint(3, 16)))

tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
cases = []
for text in dict.fromkeys(itertools.chain(WRITTEN, generated())):
    tokens = tokenizer.tokenize(Message(data={"text": text}), "text")
    cases.append({"text": text, "tokens": [[t.text, t.start, t.end] for t in tokens]})
print("[\n" + ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases) + "\n]")
