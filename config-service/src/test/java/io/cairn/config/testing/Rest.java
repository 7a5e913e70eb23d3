package io.cairn.config.testing;

import static io.restassured.RestAssured.given;

import io.cairn.contracts.ResourceKey;
import io.cairn.testkit.access.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.NullMarked;

/** Requests as the gateway would make them. */
@NullMarked
public final class Rest {
  private Rest() {}

  public static RequestSpecification as(String action) {
    return given().header("Authorization", TestTokens.bearer(action));
  }

  public static RequestSpecification of(ResourceKey key, String action) {
    return as(action)
        .queryParam("accountId", key.accountId().value())
        .queryParam("region", key.region())
        .queryParam("resourceType", key.resourceType())
        .queryParam("resourceId", key.resourceId());
  }

  public static JsonPath history(ResourceKey key) {
    return of(key, "config:GetResourceConfigHistory")
        .get("/api/v1/config/resources/history")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
