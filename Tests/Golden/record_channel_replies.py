"""Records what real Rasa's output channels send for replies of every kind.

    python record_channel_replies.py > channel_replies.json

Nothing leaves the machine: every client library is cut off just above the network.
"""
import asyncio
import copy
import json
import sys
from urllib.parse import parse_qsl, urlsplit

import requests

REPLIES = {
    "words": {"text": "Good evening, Ida."},
    "paragraphs": {"text": "  First.\n\nSecond, longer.\n\n\nThird. "},
    "buttons": {
        "text": "Window or aisle?",
        "buttons": [
            {"title": "Window", "payload": "/seat{\"side\": \"window\"}"},
            {"title": "Aisle", "payload": "/seat_aisle"},
        ],
    },
    "button with more": {
        "text": "Read on",
        "buttons": [{"title": "Read", "payload": "/read", "type": "web_url", "size": 2, "a": "ä"}],
    },
    "buttons and paragraphs": {
        "text": "Here is a lot to say.\n\nWhich one?",
        "buttons": [{"title": "This", "payload": "/this"}],
    },
    "many buttons": {
        "text": "Which day?",
        "buttons": [{"title": "Day %d" % n, "payload": "/day%d" % n} for n in range(1, 7)],
    },
    "quick replies": {
        "text": "Still there?",
        "quick_replies": [{"title": "Yes", "payload": "/yes"}, {"title": "No", "payload": "/no"}],
    },
    "picture": {"text": "A map", "image": "https://maps.example.org/m.png"},
    "file": {"attachment": {"type": "file", "payload": {"title": "Ticket", "pages": 2}}},
    "cards": {
        "elements": [
            {"title": "Oslo", "subtitle": "from 90", "buttons": [{"title": "Go", "payload": "/oslo"}]},
            {"title": "Rome", "subtitle": "from 70"},
        ]
    },
    "custom": {"custom": {"kind": "ticket", "price": 12.5, "names": ["Ida", "Åse"], "paid": True}},
    "all": {
        "text": "All of it",
        "buttons": [{"title": "Ok", "payload": "/ok"}],
        "image": "https://maps.example.org/a.png",
        "attachment": "https://files.example.org/a.pdf",
        "custom": {"note": None},
    },
}

CALLS = []


def note(method, url, **parts):
    CALLS.append(dict({"method": method, "url": url}, **{k: v for k, v in parts.items() if v is not None}))


class FakeAnswer:
    status_code = 200
    ok = True
    text = "{}"
    content = b"{}"
    headers = {"Content-Type": "application/json"}

    def json(self):
        return {
            "status": "success", "data": {"authToken": "T", "userId": "U"}, "access_token": "A",
            "expires_in": 3600, "id": "x",
        }


def cut_requests():
    def send(session, request, **_):
        body = request.body
        if isinstance(body, bytes):
            body = body.decode()
        form = None
        value = None
        if body:
            if "urlencoded" in (request.headers.get("Content-Type") or ""):
                form = dict(parse_qsl(body, keep_blank_values=True))
            else:
                value = json.loads(body)
        note(request.method, request.url, json=value, form=form)
        answer = requests.Response()
        answer.status_code = 201 if "twilio" in request.url else 200
        answer._content = json.dumps(FakeAnswer().json()).encode()
        answer.headers["Content-Type"] = "application/json"
        answer.request = request
        answer.url = request.url
        return answer

    requests.Session.send = send


def outputs():
    from rasa.core.channels.botframework import BotFramework
    from rasa.core.channels.callback import CallbackOutput
    from rasa.core.channels.channel import CollectingOutputChannel
    from rasa.core.channels.facebook import MessengerBot
    from rasa.core.channels.hangouts import HangoutsOutput
    from rasa.core.channels.mattermost import MattermostBot
    from rasa.core.channels.rocketchat import RocketChatBot
    from rasa.core.channels.slack import SlackBot
    from rasa.core.channels.socketio import SocketIOOutput
    from rasa.core.channels.telegram import TelegramOutput
    from rasa.core.channels.twilio import TwilioOutput
    from rasa.core.channels.twilio_voice import TwilioVoiceCollectingOutputChannel
    from rasa.core.channels.webexteams import WebexTeamsBot
    from fbmessenger import MessengerClient
    import aiogram.bot.base
    import slack_sdk.web.async_client

    async def slack_call(self, method, *, json=None, **_):
        note("POST", "https://slack.com/api/" + method, json=json)
        return {}

    slack_sdk.web.async_client.AsyncWebClient.api_call = slack_call

    async def telegram_request(self, method, data=None, files=None, **_):
        fields = {k: str(v) for k, v in (data or {}).items()}
        note("POST", "https://api.telegram.org/botTOKEN/" + method, form=fields)
        return {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}

    aiogram.bot.base.BaseBot.request = telegram_request

    class Sockets:
        async def emit(self, event, data=None, to=None, room=None, skip_sid=None, namespace=None, callback=None):
            note("EMIT", event, json=data, room=room)

    class Endpoint:
        async def request(self, method, content_type=None, json=None, **_):
            note("POST", "callback", json=json)

    yield "collector", CollectingOutputChannel
    yield "callback", lambda: CallbackOutput(Endpoint())
    yield "socketio", lambda: SocketIOOutput(Sockets(), "bot_uttered")
    yield "slack", lambda: SlackBot("TOKEN", "D1")
    yield "facebook", lambda: MessengerBot(MessengerClient("TOKEN"))
    yield "telegram", lambda: TelegramOutput("1:TOKEN")
    yield "twilio", lambda: TwilioOutput("AC1", "TOKEN", "+1555")
    yield "twilio_voice", TwilioVoiceCollectingOutputChannel
    yield "mattermost", lambda: MattermostBot("https://mm.example.org/api/v4", "T", "chan", "https://bot.example.org/w")
    yield "rocketchat", lambda: RocketChatBot("bot", "pw", "https://rc.example.org")
    yield "webexteams", lambda: WebexTeamsBot("TOKEN", None)
    yield "botframework", lambda: BotFramework(
        "app", "pw", {"id": "conv"}, {"id": "bot"}, "https://service.example.org")
    yield "hangouts", HangoutsOutput


def main():
    cut_requests()
    found = {}
    for name, make in outputs():
        found[name] = {}
        for title, reply in REPLIES.items():
            CALLS.clear()
            out = make()
            CALLS[:] = []
            message = {
                "elements": None, "quick_replies": None, "buttons": None, "attachment": None,
                "image": None, "custom": None, "text": None,
            }
            message.update(copy.deepcopy(reply))
            try:
                asyncio.run(out.send_response("ida", message))
                result = {"calls": copy.deepcopy(CALLS)}
                if isinstance(getattr(out, "messages", None), (list, dict)):
                    result["messages"] = out.messages
            except Exception as error:  # what Rasa can't send
                result = {"error": type(error).__name__}
            found[name][title] = result
    json.dump({"replies": REPLIES, "channels": found}, sys.stdout, indent=1, ensure_ascii=False)
    print()


main()
