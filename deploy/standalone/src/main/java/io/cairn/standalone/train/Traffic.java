package io.cairn.standalone.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Query;
import io.cairn.cli.suite.Refused;
import io.cairn.standalone.demo.Sample;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a suite is asked while it records itself: what people and their scripts ask most. */
final class Traffic {
  private static final Logger LOGGER = LoggerFactory.getLogger(Traffic.class);
  private static final int ROUNDS = 15;
  private static final int BATCH = 100;

  private static final List<String> ASKED =
      List.of(
          "/api/v1/status",
          "/api/v1/trail/events?limit=20&count=true",
          "/api/v1/trail/events?eventName=CreateUser&readOnly=false",
          "/api/v1/trail/ledger",
          "/api/v1/config/accounts",
          "/api/v1/config/resources?limit=20",
          "/api/v1/config/compliance/rules",
          "/api/v1/config/compliance?limit=20",
          "/api/v1/findings?limit=20",
          "/openapi");

  private final Api api;

  Traffic(Api api) {
    this.api = api;
  }

  void run() {
    List<ObjectNode> events = Sample.someEvents(ROUNDS * BATCH);
    for (int round = 0; round < ROUNDS; round++) {
      ObjectNode body = Api.JSON.createObjectNode();
      ArrayNode records = body.putArray("Records");
      events
          .subList(round * events.size() / ROUNDS, (round + 1) * events.size() / ROUNDS)
          .forEach(records::add);
      ask(() -> api.post("/api/v1/trail/events", body));
      ASKED.forEach(path -> ask(() -> api.get(Query.of(path))));
    }
  }

  // One path that a service does not know leaves the cache a little colder, no more.
  private static void ask(Runnable request) {
    try {
      request.run();
    } catch (Refused e) {
      LOGGER.atInfo().addKeyValue("answer", e.getMessage()).log("refused while training");
    }
  }
}
