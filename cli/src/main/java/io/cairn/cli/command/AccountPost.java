package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Query;
import io.cairn.cli.suite.Refused;

/** A request about one recorded account; refuses with what to do when it is not recorded. */
final class AccountPost {
  private AccountPost() {}

  static JsonNode to(Api api, String accountId, String what) {
    try {
      return api.post(
          "/api/v1/config/accounts/%s/%s".formatted(Query.encoded(accountId), what),
          Api.JSON.createObjectNode());
    } catch (Refused e) {
      throw e.isUnknown()
          ? e.saying(
              "account %s is not recorded; ./cairn account add %s --regions REGION,… records it"
                  .formatted(accountId, accountId))
          : e;
    }
  }
}
