package io.cairn.config.collect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.collect.Looked;
import io.cairn.config.collect.Recorded;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.item.Relationship;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups, roles and policies as AWS Config has them, and principals that were renamed. */
@NullMarked
class PrincipalItemsTest {

  private static final Relationship ORDERS_READ =
      new Relationship(
          IamItems.POLICY,
          "ANPARECORDEDORDERS01",
          "orders-read",
          "Is attached to CustomerManagedPolicy");

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  private static void assertIdentity(ObservedResource item, String id, String arn, String name) {
    assertThat(item.key().resourceId()).isEqualTo(id);
    assertThat(item.key().region()).isEqualTo("global");
    assertThat(item.arn()).isEqualTo("arn:aws:iam::111122223333:" + arn);
    assertThat(item.resourceName()).isEqualTo(name);
    assertThat(item.availabilityZone()).isEqualTo("Not Applicable");
    assertThat(item.supplementaryConfiguration()).isEmpty();
    assertThat(item.staleParts()).isEmpty();
  }

  private static JsonNode attached() {
    return Recorded.json(
        "{'policyName':'orders-read','policyArn':'arn:aws:iam::111122223333:policy/orders-read'}");
  }

  @Test
  void shouldRecordAGroup() {
    // When
    ObservedResource group = recorded.list(IamItems.GROUP).only();

    // Then
    assertIdentity(group, "AGPARECORDEDDEVEL001", "group/developers", "developers");
    assertThat(group.resourceCreationTime()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(group.tags()).isEmpty();
    assertThat(group.relationships()).containsExactly(ORDERS_READ);
    assertThat(group.configuration().path("attachedManagedPolicies")).containsExactly(attached());
    assertThat(group.configuration().without("attachedManagedPolicies").toString())
        .isEqualTo(
            Recorded.json(
                    """
                    {'path':'/','groupName':'developers','groupId':'AGPARECORDEDDEVEL001',
                    'arn':'arn:aws:iam::111122223333:group/developers',
                    'createDate':'2025-01-01T00:00:00.000Z','groupPolicyList':[]}
                    """)
                .toString());
  }

  @Test
  void shouldRecordARoleWithItsEncodedDocumentsProfilesAndBoundary() {
    // When
    ObservedResource role = recorded.list(IamItems.ROLE).only();

    // Then
    JsonNode body = role.configuration();
    assertIdentity(role, "AROARECORDEDORDERS01", "role/orders-function", "orders-function");
    assertThat(role.tags()).containsEntry("team", "orders");
    assertThat(role.relationships()).containsExactly(ORDERS_READ);
    assertThat(role.volatilePaths()).containsExactly("configuration.roleLastUsed");
    assertThat(body.path("assumeRolePolicyDocument").asText()).startsWith("%7B%22Version%22");
    assertThat(body.path("rolePolicyList").path(0).path("policyName").asText()).isEqualTo("logs");
    assertThat(body.path("rolePolicyList").path(0).path("policyDocument").asText())
        .startsWith("%7B%22Version%22");
    assertThat(body.path("instanceProfileList").path(0).path("instanceProfileId").asText())
        .isEqualTo("AIPARECORDEDORDERS01");
    assertThat(body.path("permissionsBoundary"))
        .isEqualTo(
            Recorded.json(
                "{'permissionsBoundaryType':'Policy','permissionsBoundaryArn':"
                    + "'arn:aws:iam::111122223333:policy/orders-read'}"));
    assertThat(body.path("tags")).hasToString("[{\"key\":\"team\",\"value\":\"orders\"}]");
    assertThat(body.path("roleLastUsed").path("region").asText()).isEqualTo("us-east-1");
    assertThat(body.has("description")).as("only the call for one role tells it").isFalse();
  }

  @Test
  void shouldRecordAPolicyWithAllItsVersionsEncoded() {
    // When
    ObservedResource policy = recorded.list(IamItems.POLICY).only();

    // Then
    JsonNode body = policy.configuration();
    assertIdentity(policy, "ANPARECORDEDORDERS01", "policy/orders-read", "orders-read");
    assertThat(policy.tags()).as("by a call of their own").containsEntry("team", "orders");
    assertThat(policy.relationships()).as("told by the principals").isEmpty();
    assertThat(body.path("attachmentCount").asInt()).isEqualTo(3);
    assertThat(body.path("permissionsBoundaryUsageCount").asInt()).isEqualTo(1);
    assertThat(body.path("policyVersionList").path(0).path("document").asText())
        .startsWith("%7B%22Version%22");
    assertThat(body.path("policyVersionList").path(0).path("isDefaultVersion").asBoolean())
        .isTrue();
    assertThat(body.path("updateDate").asText()).isEqualTo("2025-01-01T00:00:00.000Z");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::IAM::User, UserDetailList, UserName, anna",
    "AWS::IAM::Group, GroupDetailList, GroupName, developers"
  })
  void shouldFindAPrincipalByItsIdWhenItWasRenamed(
      String type, String list, String member, String name) {
    // Given
    ObservedResource before = recorded.list(type).named(name);
    recorded
        .scenario()
        .change(
            Recorded.ACCOUNT, "global", "iam", list, member, name, p -> p.put(member, "renamed"));

    // When
    Looked looked = recorded.describe(before);

    // Then
    assertThat(looked)
        .isInstanceOfSatisfying(
            Looked.Found.class,
            found -> {
              assertThat(found.resource().key()).isEqualTo(before.key());
              assertThat(found.resource().resourceName()).isEqualTo("renamed");
            });
  }

  @Test
  void shouldNotSayGoneWhenTheSearchForANewNameIsDenied() {
    // Given
    ObservedResource anna = recorded.list(IamItems.USER).named("anna");
    recorded
        .scenario()
        .remove(Recorded.ACCOUNT, "global", "iam", "UserDetailList", "UserName", "anna");
    recorded.scenario().faults().deny(IamRun.ACTION);

    // When
    Looked looked = recorded.describe(anna);

    // Then
    assertThat(looked).isEqualTo(new Looked.Unread());
  }
}
