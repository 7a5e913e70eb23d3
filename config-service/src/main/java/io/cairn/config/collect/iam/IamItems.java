package io.cairn.config.collect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.config.collect.sdk.Draft;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Part;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.item.Relationship;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** From IAM's detail objects, however they were had, to items. */
final class IamItems {

  static final String USER = "AWS::IAM::User";
  static final String GROUP = "AWS::IAM::Group";
  static final String ROLE = "AWS::IAM::Role";
  static final String POLICY = "AWS::IAM::Policy";

  static final Set<String> GONE = Set.of("NoSuchEntity");

  private static final List<String> UNORDERED =
      List.of(
          "tags",
          "groupList",
          "attachedManagedPolicies",
          "userPolicyList",
          "rolePolicyList",
          "groupPolicyList",
          "instanceProfileList",
          "policyVersionList");

  private static final Part<IamClient> ACCESS_KEYS =
      new Part<>(
          List.of("supplementaryConfiguration.AccessKeys"),
          "iam:ListAccessKeys",
          Set.of(),
          null,
          (iam, user) -> IamParts.accessKeys(iam, JsonPaths.required(user, "userName")));
  private static final Part<IamClient> MFA_DEVICES =
      new Part<>(
          List.of("supplementaryConfiguration.MFADevices"),
          "iam:ListMFADevices",
          Set.of(),
          null,
          (iam, user) -> IamParts.mfaDevices(iam, JsonPaths.required(user, "userName")));
  private static final Part<IamClient> POLICY_TAGS =
      new Part<>(
          List.of(Draft.TAGS),
          "iam:ListPolicyTags",
          Set.of(),
          null,
          (iam, policy) -> IamParts.policyTags(iam, JsonPaths.required(policy, "arn")));

  private final Session session;
  private final Map<String, String> groupIds;
  private final Map<String, String> policyIds;

  /**
   * Items that name groups and policies by these ids.
   *
   * @param groupIds id by group name
   * @param policyIds id by policy ARN, the account's own policies only
   */
  IamItems(Session session, Map<String, String> groupIds, Map<String, String> policyIds) {
    this.session = session;
    this.groupIds = groupIds;
    this.policyIds = policyIds;
  }

  /** Null when the user is gone by now. */
  @Nullable ObservedResource user(
      UserDetail detail, Instant at, Optional<CredentialReport> report) {
    ObjectNode body = ItemMapper.map(detail, Family.FIRST_LETTER);
    body.putIfAbsent("permissionsBoundary", body.nullNode());
    Draft draft = draft(body, at, "userName", detail.createDate(), detail.tags());
    for (String name : detail.groupList()) {
      draft.related(new Relationship(GROUP, groupIds.get(name), name, "Is attached to Group"));
    }
    if (!draft.read(session, IamClient.class, ACCESS_KEYS, GONE)
        || !draft.read(session, IamClient.class, MFA_DEVICES, GONE)) {
      return null;
    }
    ObjectNode row = report.map(r -> r.row(detail.userName())).orElse(null);
    String path = "supplementaryConfiguration.CredentialReport";
    if (row == null) {
      draft.stale(path);
    } else {
      draft.set(path, row.deepCopy());
    }
    Set<String> moving = new LinkedHashSet<>();
    CredentialReport.MOVING_COLUMNS.forEach(column -> moving.add(path + "." + column));
    return finish(draft, USER, detail.userId(), moving);
  }

  ObservedResource group(GroupDetail detail, Instant at) {
    ObjectNode body = ItemMapper.map(detail, Family.FIRST_LETTER);
    Draft draft = draft(body, at, "groupName", detail.createDate(), List.of());
    return finish(draft, GROUP, detail.groupId(), Set.of());
  }

  ObservedResource role(RoleDetail detail, Instant at) {
    ObjectNode body = ItemMapper.map(detail, Family.FIRST_LETTER);
    body.putIfAbsent("permissionsBoundary", body.nullNode());
    Draft draft = draft(body, at, "roleName", detail.createDate(), detail.tags());
    return finish(draft, ROLE, detail.roleId(), Set.of("configuration.roleLastUsed"));
  }

  /** Null when the policy is gone by now. */
  @Nullable ObservedResource policy(ManagedPolicyDetail detail, Instant at) {
    ObjectNode body = ItemMapper.map(detail, Family.FIRST_LETTER);
    // only the call for one policy tells it, the one for all does not
    body.remove("description");
    Draft draft = draft(body, at, "policyName", detail.createDate(), List.of());
    if (!draft.read(session, IamClient.class, POLICY_TAGS, GONE)) {
      return null;
    }
    return finish(draft, POLICY, detail.policyId(), Set.of());
  }

  private Draft draft(
      ObjectNode body, Instant at, String namePath, Instant created, List<Tag> tags) {
    UNORDERED.forEach(path -> JsonPaths.sort(body, path));
    var draft =
        new Draft(at, body)
            .arn(JsonPaths.text(body, "arn"))
            .name(JsonPaths.text(body, namePath))
            .created(created);
    tags.forEach(t -> draft.tag(t.key(), t.value()));
    for (JsonNode policy : body.path("attachedManagedPolicies")) {
      String arn = policy.path("policyArn").asText();
      if (Arns.account(arn).equals(session.account().value())) {
        draft.related(
            new Relationship(
                POLICY,
                policyIds.get(arn),
                policy.path("policyName").asText(),
                "Is attached to CustomerManagedPolicy"));
      }
    }
    return draft;
  }

  private ObservedResource finish(Draft draft, String type, String id, Set<String> moving) {
    var key = new ResourceKey(session.account(), TypeDeclaration.GLOBAL, type, id);
    return draft.finish(key, moving);
  }
}
