"""The workshop's own actions, run by rasa-sdk:

    pip install rasa-sdk
    python -m rasa_sdk --actions actions -p 5055        (in the folder above this one)

and, in endpoints.yml:

    action_endpoint:
      url: http://localhost:5055/webhook
"""
import re
from typing import Any, Dict, List, Optional, Text

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

# What a real shop would ask its workshop's database for.
REPAIRS = {"HL-20418": "ready", "HL-51266": "in work", "HL-60931": "ready"}


class ActionRepairStatus(Action):
    """Looks a repair up by the number on its slip."""

    def name(self) -> Text:
        return "action_repair_status"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]
    ) -> List[Dict[Text, Any]]:
        number = (tracker.get_slot("order_number") or "").upper()
        return [SlotSet("repair_status", REPAIRS.get(number, "unknown"))]


class ActionAnswerFromKnowledgeBase(Action):
    """Stands in under Rasa, which has no knowledge base; Martlet never asks for it."""

    def name(self) -> Text:
        return "action_answer_from_knowledge_base"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]
    ) -> List[Dict[Text, Any]]:
        dispatcher.utter_message(response="utter_out_of_scope")
        return [SlotSet("knowledge_outcome", "none")]


class ValidateBookingForm(FormValidationAction):
    """Refuses answers that cannot be booked; the form then asks again."""

    def name(self) -> Text:
        return "validate_booking_form"

    def validate_booking_time(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Dict[Text, Any],
    ) -> Dict[Text, Any]:
        hour = self.hour_of_day(str(value))
        if hour is not None and not 8 <= hour <= 17:
            dispatcher.utter_message(text="We're only here from 8:30 to 18:00.")
            return {"booking_time": None}
        return {"booking_time": value}

    @staticmethod
    def hour_of_day(text: Text) -> Optional[int]:
        """The hour a text such as "9:30" or "2 pm" begins with, on a clock of 24."""
        found = re.search(r"\d{1,2}", text)
        if not found:
            return None
        hour = int(found[0])
        return hour + 12 if hour < 12 and "pm" in text.lower() else hour

    def validate_person_name(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Dict[Text, Any],
    ) -> Dict[Text, Any]:
        if not any(letter.isalpha() for letter in str(value)):
            dispatcher.utter_message(text="That doesn't look like a name.")
            return {"person_name": None}
        return {"person_name": str(value).strip()}
