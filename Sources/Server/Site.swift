// Everything the server answers, on one page: the routes, what must hold before them, who answers.

import Accounts
import Assistant

/// The list of routes.
enum Site {
    /// All routes of a server.
    static func routes(_ house: Wiring) -> [Route] {
        open(house) + (house.settings.isAPIEnabled ? api(house) : [])
    }

    /// What is served always.
    private static func open(_ house: Wiring) -> [Route] {
        let information = house.information
        return [Route.get("/", .nothing, information.hello).short] + house.channels.routes
    }

    /// What is served with `--enable-api`.
    private static func api(_ house: Wiring) -> [Route] {
        let information = house.information
        let models = house.models
        let tests = house.tests
        let later = house.callbacks.deferring
        var routes: [Route] = [
            .get("/version", .nothing, information.version).short,
            .get("/status", .model, information.status).short,
            .get("/metrics", .credentials, information.metrics).long,

            .post("/model/parse", .model, house.parse.answer).short,
            .post("/model/predict", .model, house.predict.answer),
            .post("/model/train", .credentials, later(house.train.answer)).long,
            .post("/model/test/intents", .credentials, later(tests.intents)).long,
            .post("/model/test/stories", .model, tests.stories).long,
            .get("/domain", .model, house.domain.answer).long,
            .put("/model", .credentials, models.load).long,
            .delete("/model", .credentials, models.unload),
        ]
        routes += conversations(house)
        if house.access.acceptsWebTokens {
            routes += [
                .post("/auth", .nothing, house.auth.issue),
                .get("/auth/verify", .nothing, house.auth.verify),
            ]
        }
        return routes
    }

    /// What is about one conversation.
    private static func conversations(_ house: Wiring) -> [Route] {
        let conversations = house.conversations
        let turns = house.turns
        return [
            .get(.conversation("/tracker"), .model, conversations.tracker).long,
            .post(.conversation("/tracker/events"), .model, conversations.append).counted,
            .put(.conversation("/tracker/events"), .model, conversations.replace).counted,
            .get(.conversation("/story"), .model, conversations.story).long,
            .post(.conversation("/execute"), .model, turns.execute).counted,
            .post(.conversation("/predict"), .model, turns.predict).counted,
            .post(.conversation("/messages"), .model, turns.messages).counted,
            .post(.conversation("/trigger_intent"), .model, turns.trigger).counted,
        ]
    }
}
