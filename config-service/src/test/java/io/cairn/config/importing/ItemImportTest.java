package io.cairn.config.importing;

import static io.cairn.config.testing.Observations.bucket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Rest;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class ItemImportTest {
  private static final String ACCOUNT = "333333333333";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static String item(String name, long stateId, String configuration) {
    return """
    {"relatedEvents":[],"relationships":[],"configuration":%s,"supplementaryConfiguration":{},"tags":{"n":"1"},
    "configurationItemVersion":"1.3","configurationItemCaptureTime":"%s","configurationStateId":%d,
    "awsAccountId":"333333333333","configurationItemStatus":"OK","resourceType":"AWS::S3::Bucket",
    "resourceId":"%s","resourceName":"%s","ARN":"arn:aws:s3:::%s","awsRegion":"eu-west-1",
    "availabilityZone":"Regional","configurationStateMd5Hash":"","resourceCreationTime":null}\
    """
        .replace("\n", "")
        .formatted(configuration, Instant.ofEpochMilli(stateId), stateId, name, name, name);
  }

  private static ValidatableResponse post(byte[] body, String type) {
    return Rest.as("config:PutResourceConfig")
        .contentType(type)
        .body(body)
        .post("/api/v1/config/items")
        .then();
  }

  private static ValidatableResponse post(String body) {
    return post(body.getBytes(UTF_8), "application/json").statusCode(200);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  @Test
  void shouldTakeBothSpellingsForTheSameItemWhenOneFollowsTheOther() {
    // Given
    String api =
        """
        {"version":"1.3","accountId":"333333333333","configurationItemCaptureTime":1772600767.089,
        "configurationItemStatus":"OK","configurationStateId":"1772600767089","configurationItemMD5Hash":"",
        "arn":"arn:aws:s3:::both","resourceType":"AWS::S3::Bucket","resourceId":"both","resourceName":"both",
        "awsRegion":"eu-west-1","availabilityZone":"Regional","tags":{"n":"1"},"relatedEvents":[],
        "relationships":[{"resourceType":"AWS::KMS::Key","resourceId":"k","relationshipName":"Is associated with "}],
        "configuration":"{\\"v\\":1}",
        "supplementaryConfiguration":{"AccessControlList":"\\"{\\\\\\"grantSet\\\\\\":null}\\"","IsRequesterPaysEnabled":"false"}}\
        """;

    // When, Then
    post(api).body("accepted", equalTo(1)).body("recorded", equalTo(1));
    post(item("both", 1772600767089L, "{\"v\":1}"))
        .body("recorded", equalTo(0))
        .body("duplicates", equalTo(1));
    JsonPath history = Rest.history(bucket(ACCOUNT, "both"));
    assertThat(history.<Object>getList("items")).hasSize(1);
    assertThat(history.getInt("items[0].configurationItem.configuration.v")).isEqualTo(1);
    assertThat(history.getString("items[0].configurationItem.relationships[0].name"))
        .isEqualTo("Is associated with ");
    assertThat(
            history.getString(
                "items[0].configurationItem.supplementaryConfiguration.AccessControlList"))
        .isEqualTo("{\"grantSet\":null}");
    assertThat(
            history.<Object>get(
                "items[0].configurationItem.supplementaryConfiguration.IsRequesterPaysEnabled"))
        .isEqualTo(false);
    assertThat(history.<Object>get("items[0].configurationItem.configurationStateId"))
        .isEqualTo(1772600767089L);
    assertThat(history.getString("items[0].configurationItem.configurationItemCaptureTime"))
        .isEqualTo("2026-03-04T05:06:07.089Z");
  }

  @Test
  void shouldPutOlderItemsInTheirPlaceWhenFilesComeOutOfOrder() throws IOException {
    // Given
    long t = 1772600000000L;
    post(item("order", t + 3_000, "{\"v\":3}"));

    // When
    String file =
        "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"x\",\"configurationItems\":["
            + item("order", t + 2_000, "{\"v\":2}")
            + ","
            + item("order", t + 1_000, "{\"v\":1}")
            + "]}";
    post(gzip(file.getBytes(UTF_8)), "application/gzip")
        .statusCode(200)
        .body("recorded", equalTo(2));

    // Then
    ResourceKey key = bucket(ACCOUNT, "order");
    assertThat(Rest.history(key).<Integer>getList("items.configurationItem.configuration.v"))
        .containsExactly(3, 2, 1);
    Rest.of(key, "config:ListDiscoveredResources")
        .get("/api/v1/config/resources")
        .then()
        .body("items[0].configurationStateId", equalTo(t + 3_000));
  }

  @Test
  void shouldKeepTheGoodAndNameTheBadWhenABatchIsMixed() {
    // When
    ValidatableResponse response =
        post(
            "["
                + String.join(
                    ",",
                    item("mixed-1", 1772600000001L, "{}"),
                    "7",
                    item("mixed-2", 1772600000002L, "{}").replace("333333333333", "33"),
                    item("mixed-3", 1772600000003L, "{}").replace("\"OK\"", "\"Fine\""),
                    item("mixed-4", 1772600000004L, "{\"x\":\"" + "y".repeat(310_000) + "\"}")
                        .replace("y\"}", "\"}"),
                    item("mixed-5", 4772600000005L, "{}"),
                    item("mixed-6", 1772600000006L, "{}")
                        .replace("\"tags\":{\"n\":\"1\"}", "\"tags\":{\"n\":\"\\u0000\"}"),
                    item("mixed-7", 1772600000007L, "{}"))
                + "]");

    // Then
    response
        .body("accepted", equalTo(2))
        .body("refusedCount", equalTo(6))
        .body("refused.index", equalTo(List.of(1, 2, 3, 4, 5, 6)))
        .body(
            "refused.code",
            equalTo(
                List.of(
                    "NOT_AN_OBJECT",
                    "INVALID_MEMBER",
                    "INVALID_MEMBER",
                    "TOO_LARGE",
                    "INVALID_MEMBER",
                    "INVALID_MEMBER")))
        .body("refused[1].detail", containsString("awsAccountId"))
        .body("refused[2].detail", containsString("Fine"))
        .body("refused[4].detail", containsString("future"));
  }

  @Test
  void shouldKeepWhatCameBeforeWhenJsonOrGzipBreaks() throws IOException {
    // When, Then
    post("[" + item("broken-1", 1772600000001L, "{}") + ", {\"awsAccountId\": oops")
        .body("accepted", equalTo(1))
        .body("refused", hasSize(1))
        .body("refused[0].code", equalTo("MALFORMED_JSON"))
        .body("refused[0].detail", containsString("line 1"));
    StringBuilder many = new StringBuilder("[");
    for (int i = 0; i < 600; i++) {
      many.append(i == 0 ? "" : ",")
          .append(item("cut-" + i, 1772600000001L + i, "{\"r\":" + Math.sin(i) + "}"));
    }
    byte[] whole = gzip(many.append("]").toString().getBytes(UTF_8));
    post(Arrays.copyOf(whole, whole.length / 2), "application/gzip")
        .statusCode(200)
        .body("refused[0].code", equalTo("DAMAGED_GZIP"))
        .body("refusedCount", equalTo(1));
  }

  @Test
  void shouldStopWhenGzipIsABomb() throws IOException {
    // Given
    byte[] bomb = gzip(("[" + " ".repeat(40_000_000) + "]").getBytes(UTF_8));

    // When, Then
    post(bomb, "application/gzip")
        .statusCode(200)
        .body("accepted", equalTo(0))
        .body("refused[0].code", equalTo("TOO_LARGE"));
  }

  @Test
  void shouldReadOnWhenALineIsBad() {
    // Given
    String lines =
        item("line-1", 1772600000001L, "{}")
            + "\n{\"oops\":\n\n"
            + item("line-2", 1772600000002L, "{}")
            + "\n";

    // When, Then
    post(lines.getBytes(UTF_8), "application/x-ndjson")
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("refused[0].index", equalTo(1))
        .body("refused[0].code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void shouldRefuseWhenThereIsNothing() {
    post(" ".getBytes(UTF_8), "application/json")
        .statusCode(400)
        .body("detail", containsString("no item"));
    post("[[[[".repeat(200).getBytes(UTF_8), "application/json")
        .statusCode(200)
        .body("refused[0].code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void shouldTakeFormOneWhenAnOldFileComes() {
    // When
    post("""
    {"configurationItemVersion":"1.0","configurationItemCaptureTime":"2014-11-07T22:04:52.000Z",
    "configurationStateID":"1c2d3e4f-0000-4000-8000-000000000000","accountId":"333333333333",
    "configurationItemStatus":"OK","arn":"arn:aws:ec2:eu-west-1:333333333333:volume/vol-1",
    "resourceId":"vol-1","resourceType":"AWS::EC2::Volume","availibilityZone":"eu-west-1a",
    "tags":{},"relatedEvents":["x"],"relationships":[{"resourceId":"i-1",
    "resourceType":"AWS::EC2::Instance","direction":"OUT","name":"Is attached to Instance"}],
    "configuration":{"volumeId":"vol-1"}}\
    """)
        .body("recorded", equalTo(1));

    // Then
    var key = new ResourceKey(new AccountId(ACCOUNT), "eu-west-1", "AWS::EC2::Volume", "vol-1");
    JsonPath history = Rest.history(key);
    assertThat(history.getString("items[0].configurationItem.availabilityZone"))
        .isEqualTo("eu-west-1a");
    assertThat(history.getLong("items[0].configurationItem.configurationStateId"))
        .isEqualTo(1415397892000L);
    assertThat(history.getMap("items[0].configurationItem.relationships[0]"))
        .doesNotContainKey("direction");
  }

  @Test
  void shouldTakeEveryRecordedItemOfThePublicSamples() throws IOException {
    // Given
    Path folder = Path.of(System.getProperty("cairn.shared.data"), "config");
    assumeTrue(Files.isDirectory(folder), "the public sample items are not on this machine");
    List<JsonNode> samples = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("configitem.jsonl"))) {
      samples.add(MAPPER.readTree(line).path("item"));
    }
    List<String> broken = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("example_ci"))) {
      for (Path file : files.sorted().toList()) {
        try {
          samples.add(MAPPER.readTree(file.toFile()));
        } catch (JsonProcessingException e) {
          broken.add(file.getFileName().toString());
        }
      }
    }

    // When
    ArrayNode all = MAPPER.createArrayNode();
    samples.forEach(sample -> all.add(mended(sample)));
    JsonPath answer = post(all.toString()).extract().jsonPath();
    List<String> refused = answer.getList("refused.detail");

    // Then: as published, two files are no JSON
    assertThat(broken)
        .containsExactly(
            "AWS_EC2_NetworkInterface.json", "AWS_SSM_ManagedInstanceInventory_Linux.json");
    assertThat(refused)
        .allSatisfy(
            detail ->
                assertThat(detail)
                    .as("a Python value in place of a time, or a summary without its body")
                    .containsAnyOf("datetime.datetime(", "oversized item"))
        .hasSize(6);
    assertThat(samples).hasSizeGreaterThan(180);
    assertThat(answer.getInt("accepted")).isEqualTo(samples.size() - refused.size());
  }

  /** Some samples hide the account by a text that is no account id. */
  private static JsonNode mended(JsonNode sample) {
    if (sample.isArray()) {
      return mended(sample.path(0));
    }
    ObjectNode copy = sample.deepCopy();
    JsonNode inner = copy.path("configurationItem");
    ObjectNode item = inner instanceof ObjectNode wrapped ? wrapped : copy;
    for (String member : List.of("accountId", "awsAccountId")) {
      if (item.has(member) && !AccountId.isValid(item.path(member).asText())) {
        item.put(member, ACCOUNT);
      }
    }
    return copy;
  }
}
