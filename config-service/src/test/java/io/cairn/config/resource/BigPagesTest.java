package io.cairn.config.resource;

import static io.cairn.config.testing.Observations.bucket;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.config.item.ItemRecorder;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Observations;
import io.cairn.config.testing.Rest;
import io.cairn.contracts.ResourceKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Pages of items that are large: they end early and go on, and nothing is left out. */
@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class BigPagesTest {
  private static final Instant T0 = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final int ITEMS = 22;

  @Inject ItemRecorder recorder;

  private static Observations large(ResourceKey key, int number) {
    String body = Integer.toString(number % 10).repeat(600_000);
    return Observations.of(key).configured("{\"x\":\"" + body + "\"}").at(T0.plusSeconds(number));
  }

  /** Sizes of the pages, to the last. */
  private static List<Integer> pages(Supplier<RequestSpecification> request, String path) {
    List<Integer> sizes = new ArrayList<>();
    String token = null;
    do {
      RequestSpecification asked = request.get().queryParam("limit", 1000);
      if (token != null) {
        asked.queryParam("nextToken", token);
      }
      JsonPath page = asked.get(path).then().statusCode(200).extract().jsonPath();
      sizes.add(page.getList("items").size());
      token = page.getString("nextToken");
    } while (token != null);
    return sizes;
  }

  @Test
  void shouldCutAPageOfStatesWhenItsItemsAreLarge() {
    // Given
    String account = "131313131301";
    recorder.recordAll(
        IntStream.range(0, ITEMS)
            .mapToObj(n -> large(bucket(account, "b" + n), n).seen())
            .toList());

    // When
    List<Integer> sizes =
        pages(
            () ->
                Rest.as("config:BatchGetResourceConfig")
                    .queryParam("accountId", account)
                    .queryParam("at", T0.plusSeconds(1000).toString()),
            "/api/v1/config/resources/state");

    // Then
    assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size < ITEMS);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ITEMS);
  }

  @Test
  void shouldCutAPageOfHistoryWhenItsItemsAreLarge() {
    // Given
    ResourceKey key = bucket("131313131302", "changing");
    IntStream.range(0, ITEMS).forEach(n -> recorder.record(large(key, n).seen()));

    // When
    List<Integer> sizes =
        pages(
            () -> Rest.of(key, "config:GetResourceConfigHistory"),
            "/api/v1/config/resources/history");

    // Then
    assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size < ITEMS);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ITEMS);
  }
}
