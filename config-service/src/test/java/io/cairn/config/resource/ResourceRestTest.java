package io.cairn.config.resource;

import static io.cairn.config.testing.Observations.bucket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.config.item.ItemRecorder;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Observations;
import io.cairn.config.testing.Rest;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class ResourceRestTest {
  private static final String LIST = "config:ListDiscoveredResources";
  private static final String HISTORY = "config:GetResourceConfigHistory";
  private static final String STATE = "config:BatchGetResourceConfig";
  private static final Instant T0 = Instant.parse("2026-03-04T05:00:00Z");

  @Inject ItemRecorder recorder;

  private static ResourceKey key(String account, String type, String id) {
    return new ResourceKey(new AccountId(account), "eu-west-1", type, id);
  }

  @Test
  void shouldListByEveryFilterWhenAsked() {
    // Given
    String account = "555555555501";
    recorder.record(
        Observations.of(bucket(account, "one")).tagged("team", "a").stale("tags.x").at(T0).seen());
    recorder.record(Observations.of(bucket(account, "two")).tagged("team", "b").at(T0).seen());
    recorder.record(Observations.of(key(account, "AWS::SQS::Queue", "q/1")).at(T0).seen());
    recorder.record(Observations.of(bucket(account, "gone")).at(T0).seen());
    recorder.recordDeleted(bucket(account, "gone"), T0.plusSeconds(1));

    // When, Then
    ids(account, "resourceType", "AWS::S3::Bucket", "one", "two");
    ids(account, "resourceId", "q/1", "q/1");
    ids(account, "resourceName", "two", "two");
    ids(account, "tag", "team=a", "one");
    ids(account, "tag", "team", "one", "two");
    ids(account, "region", "eu-west-1", "one", "two", "q/1");
    ids(account, "region", "us-east-1");
    ids(account, "includeDeleted", "true", "gone", "one", "two", "q/1");
    Rest.as(LIST)
        .queryParam("accountId", account)
        .queryParam("resourceId", "one")
        .queryParam("count", true)
        .get("/api/v1/config/resources")
        .then()
        .body("count", equalTo(1))
        .body("items[0].arn", equalTo("arn:aws:s3:::one"))
        .body("items[0].availabilityZone", equalTo("Regional"))
        .body("items[0].configurationItemStatus", equalTo("ResourceDiscovered"))
        .body("items[0].configurationItemCaptureTime", equalTo("2026-03-04T05:00:00Z"))
        .body("items[0].configurationStateId", equalTo(T0.toEpochMilli()))
        .body("items[0].tags.team", equalTo("a"))
        .body("items[0].deleted", equalTo(false))
        .body("items[0].stale", contains("tags.x"));
  }

  private static void ids(String account, String name, String value, String... wanted) {
    List<String> found =
        Rest.as(LIST)
            .queryParam("accountId", account)
            .queryParam(name, value)
            .get("/api/v1/config/resources")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("items.resourceId");
    assertThat(found).containsExactly(wanted);
  }

  @Test
  void shouldPageWithoutGapsWhenTheListIsLong() {
    // Given
    String account = "555555555502";
    for (int i = 0; i < 23; i++) {
      recorder.record(Observations.of(bucket(account, "b%02d".formatted(i))).at(T0).seen());
    }

    // When
    List<String> all = new ArrayList<>();
    @Nullable String token = null;
    do {
      RequestSpecification request =
          Rest.as(LIST).queryParam("accountId", account).queryParam("limit", 10);
      JsonPath page =
          (token == null ? request : request.queryParam("nextToken", token))
              .get("/api/v1/config/resources")
              .jsonPath();
      all.addAll(page.getList("items.resourceId"));
      token = page.getString("nextToken");
    } while (token != null);

    // Then
    assertThat(all).hasSize(23).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void shouldRefuseATokenWhenItBelongsToAnotherQuery() {
    // Given
    String account = "555555555503";
    for (int i = 0; i < 2; i++) {
      recorder.record(Observations.of(bucket(account, "t" + i)).at(T0).seen());
    }
    String token =
        Rest.as(LIST)
            .queryParam("accountId", account)
            .queryParam("limit", 1)
            .get("/api/v1/config/resources")
            .jsonPath()
            .getString("nextToken");

    // When, Then
    Rest.as(LIST)
        .queryParam("accountId", "555555555504")
        .queryParam("nextToken", token)
        .get("/api/v1/config/resources")
        .then()
        .statusCode(400)
        .body("detail", containsString("nextToken"));
  }

  @Test
  void shouldGiveHistoryNewestFirstWithinTimesAndByPages() {
    // Given
    ResourceKey key = bucket("555555555505", "history");
    for (int i = 0; i < 5; i++) {
      recorder.record(
          Observations.of(key).configured("{\"v\":" + i + "}").at(T0.plusSeconds(i)).seen());
    }

    // When, Then
    Rest.of(key, HISTORY)
        .queryParam("startTime", "2026-03-04T05:00:01Z")
        .queryParam("endTime", "2026-03-04T06:00:03+01:00")
        .get("/api/v1/config/resources/history")
        .then()
        .statusCode(200)
        .body("items.configurationItem.configuration.v", equalTo(List.of(3, 2, 1)))
        .body("items[0].cause.status", equalTo("unknown"))
        .body("items[0].ruleChanges", hasSize(0));
    JsonPath first =
        Rest.of(key, HISTORY)
            .queryParam("limit", 3)
            .get("/api/v1/config/resources/history")
            .jsonPath();
    assertThat(first.<Integer>getList("items.configurationItem.configuration.v"))
        .containsExactly(4, 3, 2);
    Rest.of(key, HISTORY)
        .queryParam("limit", 3)
        .queryParam("nextToken", first.getString("nextToken"))
        .get("/api/v1/config/resources/history")
        .then()
        .body("items.configurationItem.configuration.v", equalTo(List.of(1, 0)))
        .body("nextToken", nullValue());
  }

  @Test
  void shouldTellTwoItemsApartByStateIdAndByTime() {
    // Given
    ResourceKey key = bucket("555555555506", "diff");
    for (int i = 0; i < 3; i++) {
      recorder.record(
          Observations.of(key).configured("{\"v\":" + i + "}").at(T0.plusSeconds(i)).seen());
    }

    // When, Then
    Rest.of(key, HISTORY)
        .get("/api/v1/config/resources/difference")
        .then()
        .statusCode(200)
        .body("configurationItemDiff.changeType", equalTo("UPDATE"))
        .body("configurationItemDiff.changedProperties.'Configuration.V'.previousValue", equalTo(1))
        .body("configurationItemDiff.changedProperties.'Configuration.V'.updatedValue", equalTo(2));
    Rest.of(key, HISTORY)
        .queryParam("from", T0.toEpochMilli())
        .queryParam("to", "2026-03-04T05:00:30Z")
        .get("/api/v1/config/resources/difference")
        .then()
        .body("configurationItemDiff.changedProperties.'Configuration.V'.previousValue", equalTo(0))
        .body("from.configurationStateId", equalTo(T0.toEpochMilli()))
        .body("to.configurationItemCaptureTime", equalTo("2026-03-04T05:00:02.000Z"));
    Rest.of(key, HISTORY)
        .queryParam("to", T0.toEpochMilli())
        .get("/api/v1/config/resources/difference")
        .then()
        .body("configurationItemDiff.changeType", equalTo("CREATE"))
        .body("from", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "history,startTime,yesterday,400,bad-time",
    "history,endTime,0001-01-01T00:00:00Z,400,bad-time",
    "difference,from,77,404,item-unknown",
    "difference,to,1999,404,item-unknown",
    "difference,to,2026-03-04T04:59:59Z,404,item-unknown",
    "difference,to,2026-99-04T04:59:59Z,400,bad-time",
    "history,limit,0,400,bad-request",
    "history,limit,1001,400,bad-request"
  })
  void shouldSayWhatIsWrongWhenAParameterIs(
      String path, String name, String value, int status, String type) {
    // Given
    ResourceKey key = bucket("555555555507", "wrong");
    recorder.record(Observations.of(key).at(T0).seen());

    // When, Then
    Rest.of(key, HISTORY)
        .queryParam(name, value)
        .get("/api/v1/config/resources/" + path)
        .then()
        .statusCode(status)
        .body("type", equalTo("/problems/" + type));
    Rest.as(HISTORY)
        .queryParam("accountId", "1")
        .get("/api/v1/config/resources/" + path)
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("accountId", "region", "resourceType", "resourceId"));
  }

  @Test
  void shouldAnswerNotFoundWhenTheResourceWasNeverRecorded() {
    for (String path : List.of("history", "difference")) {
      Rest.of(bucket("555555555508", "never"), HISTORY)
          .get("/api/v1/config/resources/" + path)
          .then()
          .statusCode(404)
          .body("type", equalTo("/problems/resource-unknown"));
    }
  }

  @Test
  void shouldGiveTheStateOfAnAccountAsOfATime() {
    // Given
    String account = "555555555509";
    for (int i = 0; i < 3; i++) {
      ResourceKey key = bucket(account, "s" + i);
      recorder.record(
          Observations.of(key).configured("{\"v\":1}").at(T0.plusSeconds(10L * i)).seen());
      recorder.record(Observations.of(key).configured("{\"v\":2}").at(T0.plusSeconds(100)).seen());
    }
    recorder.recordDeleted(bucket(account, "s1"), T0.plusSeconds(200));

    // When, Then
    assertThat(states(account, T0.plusSeconds(15), 1)).containsExactly("s0=1", "s1=1");
    assertThat(states(account, T0.plusSeconds(150), 2)).containsExactly("s0=2", "s1=2", "s2=2");
    assertThat(states(account, T0.plusSeconds(250), 50)).containsExactly("s0=2", "s2=2");
    assertThat(states(account, T0.minusSeconds(1), 50)).isEmpty();
    Rest.of(bucket(account, "s1"), STATE)
        .queryParam("at", T0.plusSeconds(50).toString())
        .get("/api/v1/config/resources/state")
        .then()
        .body("items", hasSize(1))
        .body("items[0].configurationItem.configuration.v", equalTo(1));
  }

  private static List<String> states(String account, Instant at, int limit) {
    List<String> all = new ArrayList<>();
    @Nullable String token = null;
    do {
      RequestSpecification request =
          Rest.as(STATE)
              .queryParam("accountId", account)
              .queryParam("at", at.toString())
              .queryParam("limit", limit);
      JsonPath page =
          (token == null ? request : request.queryParam("nextToken", token))
              .get("/api/v1/config/resources/state")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      List<String> ids = page.getList("items.configurationItem.resourceId");
      List<Integer> values = page.getList("items.configurationItem.configuration.v");
      for (int i = 0; i < ids.size(); i++) {
        all.add(ids.get(i) + "=" + values.get(i));
      }
      token = page.getString("nextToken");
    } while (token != null);
    return all;
  }

  @Test
  void shouldTellWhatTheServiceHolds() {
    recorder.record(Observations.of(bucket("555555555512", "status")).stale("x").at(T0).seen());
    JsonPath status =
        Rest.as("config:DescribeConfigurationRecorderStatus")
            .get("/api/v1/config/status")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(status.getLong("resources")).isPositive();
    assertThat(status.getLong("staleResources")).isPositive();
    assertThat(status.<String>getList("regions.accountId")).contains("555555555512");
  }
}
