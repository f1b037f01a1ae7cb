"""Makes projects that hold back a fifth of their stories, to compare embedding policies.

  python held_back_stories.py GOLDENS OUT

GOLDENS is the folder of recorded bots (`ted_bot` and `stories_memo` are used), OUT is made: one
project a bot and fifth, `BOT-0` to `BOT-4`, with the stories held back under `tests`. A third bot is
made up here: what is done at the end depends on what was chosen some turns before, and small talk
comes between. Train and test each project with

  rasa train core && rasa test core --stories tests

and with `martlet` in place of `rasa`; the figure is the action accuracy.
"""

import copy
import random
import shutil
import sys
from pathlib import Path

import yaml  # Rasa brings it

POLICY = {"name": "TEDPolicy", "epochs": 100, "constrain_similarities": True, "random_seed": 1}
HISTORY = {"ted_bot": 5, "stories_memo": 5, "travel": 10}
ANSWER = {"hotel": "which_city", "flight": "which_day", "car": "which_size"}
SMALL_TALK = ["joke", "weather", "who"]


def step(intent, *actions):
    return [{"intent": intent}] + [{"action": f"utter_{action}"} for action in actions]


def travel_story(chance, number):
    """Greeting, choice, answer, payment, end; with small talk between, after which is asked again."""
    thing = chance.choice(sorted(ANSWER))
    pay = chance.choice(["card", "cash"])
    steps = step("greet", "greet") if chance.random() < 0.6 else []

    def talk(question):
        for _ in range(chance.choice([0, 0, 1, 1, 2])):
            topic = chance.choice(SMALL_TALK)
            steps.extend(step(topic, topic, question))

    steps += step(thing, ANSWER[thing])
    talk(ANSWER[thing])
    steps += step("inform", "how_to_pay")
    talk("how_to_pay")
    steps += step(pay, "sure")
    talk("sure")
    if chance.random() < 0.6:
        steps += step("affirm", f"booked_{thing}")
    else:
        steps += step("deny", "dropped", "anything_else")
    return {"story": f"travel {number}", "steps": steps}


def travel():
    chance = random.Random(11)
    stories = [travel_story(chance, number) for number in range(45)]
    intents = sorted({step["intent"] for story in stories for step in story["steps"] if "intent" in step})
    actions = sorted({step["action"] for story in stories for step in story["steps"] if "action" in step})
    domain = {"version": "3.1", "intents": intents,
              "responses": {action: [{"text": action}] for action in actions}}
    examples = "".join(
        f"- intent: {intent}\n  examples: |\n    - {intent}\n    - {intent} it\n" for intent in intents)
    return stories, yaml.safe_dump(domain), 'version: "3.1"\nnlu:\n' + examples


def written_out(stories):
    """Stories with every way through checkpoints and alternatives on its own; those named
    'ambiguous' left out, since nothing could tell their ends apart."""
    def ways(steps):
        name = steps[-1].get("checkpoint")
        if not name:
            return [steps]
        return [way for other in stories if other["steps"][0].get("checkpoint") == name
                for way in ways(steps[:-1] + other["steps"][1:])]

    found = []
    for story in stories:
        if story["story"].startswith("ambiguous") or "checkpoint" in story["steps"][0]:
            continue
        for steps in ways(story["steps"]):
            choices = [[]]
            for one in steps:
                choices = [c + [o] for c in choices for o in one.get("or", [one])]
            found += [{"story": f"{story['story']} {len(found) + n}", "steps": c}
                      for n, c in enumerate(choices)]
    return found


def write(folder, bot, stories, domain, nlu, fifth):
    order = list(range(len(stories)))
    random.Random(1).shuffle(order)
    held_back = set(order[fifth::5])
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "domain.yml").write_text(domain)
    (folder / "data/nlu.yml").write_text(nlu)
    for path, wanted in [("data/stories.yml", False), ("tests/stories.yml", True)]:
        part = [copy.deepcopy(s) for n, s in enumerate(stories) if (n in held_back) == wanted]
        text = yaml.safe_dump({"version": "3.1", "stories": part}, sort_keys=False)
        (folder / path).write_text(text)
    config = {"recipe": "default.v1", "language": "en", "assistant_id": bot,
              "pipeline": [{"name": "KeywordIntentClassifier"}],
              "policies": [dict(POLICY, max_history=HISTORY[bot])]}
    (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False))


def main():
    goldens, out = Path(sys.argv[1]), Path(sys.argv[2])
    for bot in HISTORY:
        if bot == "travel":
            stories, domain, nlu = travel()
        else:
            folder = goldens / "bots" / bot
            stories = written_out(yaml.safe_load((folder / "data/stories.yml").read_text())["stories"])
            domain = (folder / "domain.yml").read_text()
            nlu = (folder / "data/nlu.yml").read_text()
        for fifth in range(5):
            write(out / f"{bot}-{fifth}", bot, stories, domain, nlu, fifth)
        print(bot, len(stories), "stories")


if __name__ == "__main__":
    main()
