package io.cairn.findings.notification;

import io.cairn.findings.Api;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** Targets as tests use them. */
@NullMarked
final class Targets {
  static final String PATH = Api.FINDINGS + "/notification-targets";

  private Targets() {}

  /** Makes a webhook for one account that gathers nothing, with further settings in pairs. */
  static JsonPath webhook(String url, String account, Object... settings) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", "webhook");
    body.put("url", url);
    return make(body, account, settings);
  }

  static JsonPath make(Map<String, Object> channel, String account, Object... settings) {
    Map<String, Object> body = new HashMap<>(channel);
    body.put("name", "test " + UUID.randomUUID());
    body.put("accountIds", List.of(account));
    body.put("gatherWindow", "PT0S");
    for (int i = 0; i < settings.length; i += 2) {
      body.put((String) settings[i], settings[i + 1]);
    }
    return post(body).statusCode(201).extract().jsonPath();
  }

  static ValidatableResponse post(Object body) {
    return Api.may("events:PutTargets", body).post(PATH).then();
  }

  static String id(JsonPath target) {
    return Objects.requireNonNull(target.getString("targetId"));
  }

  /** A target's messages, newest first, of one state where given. */
  static List<Map<String, Object>> deliveries(String targetId, String... state) {
    var request = Api.may("events:ListTargetsByRule");
    if (state.length > 0) {
      request.queryParam("state", state[0]);
    }
    return request
        .get(PATH + "/" + targetId + "/deliveries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items");
  }

  /** Every change that a message tells of, page by page. */
  static List<Map<String, Object>> mentions(String targetId, Map<String, Object> delivery) {
    List<Map<String, Object>> all = new ArrayList<>();
    String token = null;
    do {
      var request = Api.may("events:ListTargetsByRule").queryParam("limit", 7);
      JsonPath page =
          (token == null ? request : request.queryParam("nextToken", token))
              .get(
                  PATH + "/" + targetId + "/deliveries/" + delivery.get("deliveryId") + "/mentions")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      all.addAll(page.getList("items"));
      token = page.getString("nextToken");
    } while (token != null);
    return all;
  }

  static JsonPath test(String targetId) {
    return Api.may("sns:Publish")
        .post(PATH + "/" + targetId + "/test")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
