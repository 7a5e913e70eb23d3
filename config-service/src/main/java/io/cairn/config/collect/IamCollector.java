package io.cairn.config.collect;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.item.ObservedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of IAM's four types. All are listed by one {@link IamRun}; one alone is found by its name,
 * or, where that is not known, in the run.
 */
final class IamCollector implements Collector {

  /** The run that lists the four types together. */
  static final String RUN = "AWS::IAM";

  @FunctionalInterface
  private interface ByName {
    @Nullable ObservedResource describe(IamDescriber describer, String name, String id);
  }

  private final TypeDeclaration type;
  private final ByName byName;

  private IamCollector(
      String resourceType,
      String idPrefix,
      String arnPart,
      List<String> actions,
      String events,
      ByName byName) {
    List<String> all = new ArrayList<>(actions);
    all.add(IamRun.ACTION);
    this.type =
        new TypeDeclaration(
            resourceType,
            Reach.GLOBAL,
            RUN,
            all,
            List.of(ChangeEvents.of("iam", events).global()),
            Pattern.compile(idPrefix + "[A-Z0-9]{12,28}"),
            arn -> Arns.itself(arn, "iam", arnPart),
            true);
    this.byName = byName;
  }

  static List<Collector> all() {
    return List.of(users(), groups(), roles(), policies());
  }

  private static Collector users() {
    List<String> actions =
        new ArrayList<>(
            List.of(
                "iam:GetUser",
                "iam:ListUserPolicies",
                "iam:GetUserPolicy",
                "iam:ListGroupsForUser",
                "iam:ListAttachedUserPolicies",
                "iam:GetPolicy",
                "iam:ListAccessKeys",
                "iam:ListMFADevices"));
    actions.addAll(CredentialReport.ACTIONS);
    return new IamCollector(
        IamItems.USER,
        "AIDA",
        "user/",
        actions,
        "CreateUser > res.user.userId; UpdateUser|DeleteUser|PutUserPolicy|DeleteUserPolicy"
            + "|AttachUserPolicy|DetachUserPolicy|AddUserToGroup|RemoveUserFromGroup"
            + "|PutUserPermissionsBoundary|DeleteUserPermissionsBoundary|TagUser|UntagUser"
            + "|CreateAccessKey|DeleteAccessKey|UpdateAccessKey|CreateLoginProfile"
            + "|UpdateLoginProfile|DeleteLoginProfile|EnableMFADevice|DeactivateMFADevice"
            + " > req.userName; ChangePassword > userIdentity.arn",
        IamDescriber::user);
  }

  private static Collector groups() {
    return new IamCollector(
        IamItems.GROUP,
        "AGPA",
        "group/",
        List.of(
            "iam:GetGroup",
            "iam:ListGroupPolicies",
            "iam:GetGroupPolicy",
            "iam:ListAttachedGroupPolicies",
            "iam:GetPolicy"),
        "CreateGroup > res.group.groupId; UpdateGroup|DeleteGroup|PutGroupPolicy"
            + "|DeleteGroupPolicy|AttachGroupPolicy|DetachGroupPolicy|AddUserToGroup"
            + "|RemoveUserFromGroup > req.groupName",
        IamDescriber::group);
  }

  private static Collector roles() {
    return new IamCollector(
        IamItems.ROLE,
        "AROA",
        "role/",
        List.of(
            "iam:GetRole",
            "iam:ListRolePolicies",
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies",
            "iam:ListInstanceProfilesForRole",
            "iam:GetPolicy"),
        "CreateRole|CreateServiceLinkedRole > res.role.roleId; UpdateRole|UpdateRoleDescription"
            + "|UpdateAssumeRolePolicy|DeleteRole|DeleteServiceLinkedRole|PutRolePolicy"
            + "|DeleteRolePolicy|AttachRolePolicy|DetachRolePolicy|PutRolePermissionsBoundary"
            + "|DeleteRolePermissionsBoundary|TagRole|UntagRole|AddRoleToInstanceProfile"
            + "|RemoveRoleFromInstanceProfile > req.roleName",
        IamDescriber::role);
  }

  private static Collector policies() {
    return new IamCollector(
        IamItems.POLICY,
        "ANPA",
        "policy/",
        List.of(
            "iam:GetPolicy",
            "iam:ListPolicyVersions",
            "iam:GetPolicyVersion",
            "iam:ListPolicyTags"),
        "CreatePolicy > res.policy.policyId; CreatePolicyVersion|DeletePolicyVersion"
            + "|SetDefaultPolicyVersion|DeletePolicy|TagPolicy|UntagPolicy|AttachUserPolicy"
            + "|AttachGroupPolicy|AttachRolePolicy|DetachUserPolicy|DetachGroupPolicy"
            + "|DetachRolePolicy > req.policyArn",
        IamDescriber::policy);
  }

  @Override
  public TypeDeclaration type() {
    return type;
  }

  @Override
  public void list(Session session, String region, ListingSink sink) {
    new IamRun(session, sink).list();
  }

  @Override
  public Looked describe(Session session, String region, String resourceId, Known known) {
    String name = type.resourceType().equals(IamItems.POLICY) ? known.arn() : known.name();
    try {
      ObservedResource found =
          name == null
              ? inRun(session, resourceId)
              : byName.describe(new IamDescriber(session), name, resourceId);
      return found == null ? new Looked.Gone() : new Looked.Found(found, false);
    } catch (AwsCallFailedException e) {
      return e.failure() instanceof AwsFailure.Absent ? new Looked.Gone() : new Looked.Unread();
    }
  }

  private @Nullable ObservedResource inRun(Session session, String resourceId) {
    List<ObservedResource> found = new ArrayList<>();
    new IamRun(
            session,
            new ListingSink() {
              @Override
              public void found(ObservedResource resource) {
                if (resource.key().resourceId().equals(resourceId)) {
                  found.add(resource);
                }
              }

              @Override
              public void unread(String resourceType, String region, String id) {
                // the run reads everything or fails
              }
            })
        .list();
    return found.isEmpty() ? null : found.getFirst();
  }

  /** The run of a large account takes long; a page of the one kind is enough. */
  @Override
  public @Nullable ObservedResource first(Session session, String region) {
    return new IamRun(session, NOTHING).first(type.resourceType());
  }

  private static final ListingSink NOTHING =
      new ListingSink() {
        @Override
        public void found(ObservedResource resource) {
          // not listed for its own sake
        }

        @Override
        public void unread(String resourceType, String region, String id) {
          // not listed for its own sake
        }
      };
}
