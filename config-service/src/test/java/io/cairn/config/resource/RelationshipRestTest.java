package io.cairn.config.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import io.cairn.config.item.ItemRecorder;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Observations;
import io.cairn.config.testing.Rest;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class RelationshipRestTest {
  private static final String STATE = "config:BatchGetResourceConfig";
  private static final Instant T0 = Instant.parse("2026-03-04T05:00:00Z");

  @Inject ItemRecorder recorder;

  private static ResourceKey key(String account, String type, String id) {
    return new ResourceKey(new AccountId(account), "eu-west-1", type, id);
  }

  @Test
  void shouldGiveRelationshipsInBothDirectionsAndResolveNames() {
    // Given
    String account = "555555555510";
    ResourceKey vpc = key(account, "AWS::EC2::VPC", "vpc-1");
    ResourceKey subnet = key(account, "AWS::EC2::Subnet", "subnet-1");
    ResourceKey function = key(account, "AWS::Lambda::Function", "f");
    var role = new ResourceKey(new AccountId(account), "global", "AWS::IAM::Role", "AROAEXAMPLE");
    recorder.record(Observations.of(vpc).at(T0).seen());
    recorder.record(
        Observations.of(subnet)
            .related("AWS::EC2::VPC", "vpc-1", null, "Is contained in Vpc")
            .at(T0)
            .seen());
    recorder.record(
        Observations.of(function)
            .related("AWS::IAM::Role", null, "AROAEXAMPLE", "Is associated with ")
            .related("AWS::EC2::Subnet", "subnet-unseen", null, "Is contained in ")
            .at(T0)
            .seen());
    recorder.record(Observations.of(role).at(T0).seen());

    // When, Then
    relationships(vpc)
        .body("items.name", contains("Contains Subnet"))
        .body("items.direction", contains("reverse"))
        .body("items.resourceId", contains("subnet-1"));
    relationships(function)
        .body("items.resourceId", contains("AROAEXAMPLE", "subnet-unseen"))
        .body("items.region", contains("global", null))
        .body("items.recorded", contains(true, false));
    relationships(role)
        .body("items.name", contains("Is associated with Function"))
        .body("items.resourceId", contains("f"));
    recorder.recordDeleted(subnet, T0.plusSeconds(1));
    relationships(vpc).body("items", hasSize(0));
  }

  private static ValidatableResponse relationships(ResourceKey key) {
    return Rest.of(key, STATE).get("/api/v1/config/resources/relationships").then().statusCode(200);
  }

  @Test
  void shouldPageOverBothDirectionsWhenThereAreManyEdges() {
    // Given
    String account = "555555555511";
    ResourceKey hub = key(account, "AWS::EC2::VPC", "hub");
    Observations seen = Observations.of(hub).at(T0);
    for (int i = 0; i < 5; i++) {
      seen.related("AWS::EC2::DHCPOptions", "d" + i, null, "Is associated with ");
      recorder.record(
          Observations.of(key(account, "AWS::EC2::Subnet", "s" + i))
              .related("AWS::EC2::VPC", "hub", null, "Is contained in Vpc")
              .at(T0)
              .seen());
    }
    recorder.record(seen.seen());

    // When
    List<String> all = new ArrayList<>();
    @Nullable String token = null;
    do {
      RequestSpecification request = Rest.of(hub, STATE).queryParam("limit", 3);
      JsonPath page =
          (token == null ? request : request.queryParam("nextToken", token))
              .get("/api/v1/config/resources/relationships")
              .jsonPath();
      all.addAll(page.getList("items.resourceId"));
      token = page.getString("nextToken");
    } while (token != null);

    // Then
    assertThat(all).containsExactly("d0", "d1", "d2", "d3", "d4", "s0", "s1", "s2", "s3", "s4");
  }
}
