package io.cairn.gateway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.NullMarked;

/** Makes users of the gateway under test, as its administrator. */
@NullMarked
public final class Users {
  private static final String IDENTITY = "/api/v1/identity/";

  private Users() {}

  /** A key of a new user with one policy of its own, which allows these actions on everything. */
  public static Api.Key allowed(String userName, String... actions) {
    return with(
        userName,
        "{\"Effect\":\"Allow\",\"Action\":[\""
            + String.join("\",\"", actions)
            + "\"],\"Resource\":\"*\"}");
  }

  /** A key of a new user with one policy of its own that has these statements. */
  public static Api.Key with(String userName, String statements) {
    Api.Key key = plain(userName);
    made(
        "policies",
        "{\"policyName\":\"%s\",\"policyDocument\":%s}".formatted(userName, document(statements)));
    assertThat(
            Api.signed(
                    Api.administrator(),
                    "PUT",
                    IDENTITY + "users/" + userName + "/policies/" + userName,
                    "")
                .status())
        .isEqualTo(204);
    return key;
  }

  /** A key of a new user without any policy. */
  public static Api.Key plain(String userName) {
    made("users", "{\"userName\":\"%s\"}".formatted(userName));
    JsonNode key = made("access-keys", "{\"userName\":\"%s\"}".formatted(userName));
    return new Api.Key(key.path("accessKeyId").asText(), key.path("secretAccessKey").asText());
  }

  private static String document(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
  }

  private static JsonNode made(String what, String body) {
    Api.Answer answer = Api.signed(Api.administrator(), "POST", IDENTITY + what, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }
}
