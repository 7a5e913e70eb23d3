package io.cairn.config.collect.iam;

import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Session;
import io.cairn.config.item.ObservedResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.UserDetail;

/**
 * Reads one principal or policy by name through IAM's single calls and puts the answers together
 * into the same detail objects that the call for all gives, so that both make the same item. A name
 * that now belongs to another id gives null.
 */
final class IamDescriber {

  private final Session session;
  private final Map<String, String> groupIds = new HashMap<>();
  private final Map<String, String> policyIds = new HashMap<>();
  private final IamItems items;

  IamDescriber(Session session) {
    this.session = session;
    this.items = new IamItems(session, groupIds, policyIds);
  }

  @Nullable ObservedResource user(String name, String id) {
    User user = call("iam:GetUser", iam -> iam.getUser(r -> r.userName(name)).user());
    Instant at = session.now();
    if (!user.userId().equals(id)) {
      return null;
    }
    List<PolicyDetail> inline = new ArrayList<>();
    for (String policy :
        call(
            "iam:ListUserPolicies",
            iam ->
                iam.listUserPoliciesPaginator(r -> r.userName(name)).policyNames().stream()
                    .toList())) {
      inline.add(
          call(
              "iam:GetUserPolicy",
              iam -> {
                var answer = iam.getUserPolicy(r -> r.userName(name).policyName(policy));
                return inline(answer.policyName(), answer.policyDocument());
              }));
    }
    List<Group> groups =
        call(
            "iam:ListGroupsForUser",
            iam ->
                iam.listGroupsForUserPaginator(r -> r.userName(name)).groups().stream().toList());
    groups.forEach(g -> groupIds.put(g.groupName(), g.groupId()));
    var detail =
        UserDetail.builder()
            .path(user.path())
            .userName(user.userName())
            .userId(user.userId())
            .arn(user.arn())
            .createDate(user.createDate())
            .userPolicyList(inline)
            .groupList(groups.stream().map(Group::groupName).toList())
            .attachedManagedPolicies(
                attached(
                    "iam:ListAttachedUserPolicies",
                    iam ->
                        iam
                            .listAttachedUserPoliciesPaginator(r -> r.userName(name))
                            .attachedPolicies()
                            .stream()
                            .toList()))
            .permissionsBoundary(user.permissionsBoundary())
            .tags(user.tags())
            .build();
    return items.user(detail, at, CredentialReport.fetch(session));
  }

  @Nullable ObservedResource group(String name, String id) {
    Group group = call("iam:GetGroup", iam -> iam.getGroup(r -> r.groupName(name)).group());
    Instant at = session.now();
    if (!group.groupId().equals(id)) {
      return null;
    }
    List<PolicyDetail> inline = new ArrayList<>();
    for (String policy :
        call(
            "iam:ListGroupPolicies",
            iam ->
                iam.listGroupPoliciesPaginator(r -> r.groupName(name)).policyNames().stream()
                    .toList())) {
      inline.add(
          call(
              "iam:GetGroupPolicy",
              iam -> {
                var answer = iam.getGroupPolicy(r -> r.groupName(name).policyName(policy));
                return inline(answer.policyName(), answer.policyDocument());
              }));
    }
    var detail =
        GroupDetail.builder()
            .path(group.path())
            .groupName(group.groupName())
            .groupId(group.groupId())
            .arn(group.arn())
            .createDate(group.createDate())
            .groupPolicyList(inline)
            .attachedManagedPolicies(
                attached(
                    "iam:ListAttachedGroupPolicies",
                    iam ->
                        iam
                            .listAttachedGroupPoliciesPaginator(r -> r.groupName(name))
                            .attachedPolicies()
                            .stream()
                            .toList()))
            .build();
    return items.group(detail, at);
  }

  @Nullable ObservedResource role(String name, String id) {
    Role role = call("iam:GetRole", iam -> iam.getRole(r -> r.roleName(name)).role());
    Instant at = session.now();
    if (!role.roleId().equals(id)) {
      return null;
    }
    List<PolicyDetail> inline = new ArrayList<>();
    for (String policy :
        call(
            "iam:ListRolePolicies",
            iam ->
                iam.listRolePoliciesPaginator(r -> r.roleName(name)).policyNames().stream()
                    .toList())) {
      inline.add(
          call(
              "iam:GetRolePolicy",
              iam -> {
                var answer = iam.getRolePolicy(r -> r.roleName(name).policyName(policy));
                return inline(answer.policyName(), answer.policyDocument());
              }));
    }
    List<InstanceProfile> profiles =
        call(
            "iam:ListInstanceProfilesForRole",
            iam ->
                iam
                    .listInstanceProfilesForRolePaginator(r -> r.roleName(name))
                    .instanceProfiles()
                    .stream()
                    .toList());
    var detail =
        RoleDetail.builder()
            .path(role.path())
            .roleName(role.roleName())
            .roleId(role.roleId())
            .arn(role.arn())
            .createDate(role.createDate())
            .assumeRolePolicyDocument(role.assumeRolePolicyDocument())
            .instanceProfileList(profiles)
            .rolePolicyList(inline)
            .attachedManagedPolicies(
                attached(
                    "iam:ListAttachedRolePolicies",
                    iam ->
                        iam
                            .listAttachedRolePoliciesPaginator(r -> r.roleName(name))
                            .attachedPolicies()
                            .stream()
                            .toList()))
            .permissionsBoundary(role.permissionsBoundary())
            .tags(role.tags())
            .roleLastUsed(role.roleLastUsed())
            .build();
    return items.role(detail, at);
  }

  @Nullable ObservedResource policy(String arn, String id) {
    Policy policy = call("iam:GetPolicy", iam -> iam.getPolicy(r -> r.policyArn(arn)).policy());
    Instant at = session.now();
    if (!policy.policyId().equals(id)) {
      return null;
    }
    List<PolicyVersion> versions = new ArrayList<>();
    for (PolicyVersion version :
        call(
            "iam:ListPolicyVersions",
            iam ->
                iam.listPolicyVersionsPaginator(r -> r.policyArn(arn)).versions().stream()
                    .toList())) {
      versions.add(
          call(
              "iam:GetPolicyVersion",
              iam ->
                  iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version.versionId()))
                      .policyVersion()));
    }
    var detail =
        ManagedPolicyDetail.builder()
            .policyName(policy.policyName())
            .policyId(policy.policyId())
            .arn(policy.arn())
            .path(policy.path())
            .defaultVersionId(policy.defaultVersionId())
            .attachmentCount(policy.attachmentCount())
            .permissionsBoundaryUsageCount(policy.permissionsBoundaryUsageCount())
            .isAttachable(policy.isAttachable())
            .createDate(policy.createDate())
            .updateDate(policy.updateDate())
            .policyVersionList(versions)
            .build();
    return items.policy(detail, at);
  }

  /** Attached policies; the ids of the account's own are asked for, as items name them by id. */
  private List<AttachedPolicy> attached(
      String action, Function<IamClient, List<AttachedPolicy>> list) {
    List<AttachedPolicy> attached = call(action, list);
    for (AttachedPolicy policy : attached) {
      String arn = policy.policyArn();
      if (Arns.account(arn).equals(session.account().value())) {
        String id =
            call("iam:GetPolicy", iam -> iam.getPolicy(r -> r.policyArn(arn)).policy().policyId());
        policyIds.put(arn, id);
      }
    }
    return attached;
  }

  private static PolicyDetail inline(String name, String document) {
    return PolicyDetail.builder().policyName(name).policyDocument(document).build();
  }

  private <R> R call(String action, Function<IamClient, R> call) {
    return session.call(IamClient.class, action, IamItems.GONE, call);
  }
}
