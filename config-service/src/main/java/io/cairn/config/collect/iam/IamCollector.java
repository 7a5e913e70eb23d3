package io.cairn.config.collect.iam;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.ChangeEvents;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.Known;
import io.cairn.config.collect.ListingSink;
import io.cairn.config.collect.Looked;
import io.cairn.config.collect.Reach;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.config.item.ObservedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.EntityType;

/**
 * One of IAM's four types. All are listed by one {@link IamRun}; one alone is found by its name,
 * or, where that is not known, in the run. Users and groups can be renamed: one that its old name
 * no longer finds is searched for by its id before it is held to be gone.
 *
 * <p>As with AWS Config, members are told by the users and attachments by the principals; the other
 * end of these edges is worked out when it is asked for.
 */
public final class IamCollector implements Collector {

  /** The run that lists the four types together. */
  static final String RUN = "AWS::IAM";

  @FunctionalInterface
  private interface ByName {
    @Nullable ObservedResource describe(IamDescriber describer, String name, String id);
  }

  private final TypeDeclaration type;

  /** The kind, where its resources can be given another name; null where they cannot. */
  private final @Nullable EntityType renamed;

  private final ByName byName;

  private IamCollector(
      String resourceType,
      String idPrefix,
      String arnPart,
      List<String> actions,
      String events,
      @Nullable EntityType renamed,
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
    this.renamed = renamed;
    this.byName = byName;
  }

  public static List<Collector> all() {
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
        "CreateUser > res.user.userId, req.userName; UpdateUser|DeleteUser|PutUserPolicy"
            + "|DeleteUserPolicy"
            + "|AttachUserPolicy|DetachUserPolicy|AddUserToGroup|RemoveUserFromGroup"
            + "|PutUserPermissionsBoundary|DeleteUserPermissionsBoundary|TagUser|UntagUser"
            + "|CreateAccessKey|DeleteAccessKey|UpdateAccessKey|CreateLoginProfile"
            + "|UpdateLoginProfile|DeleteLoginProfile|EnableMFADevice|DeactivateMFADevice"
            + " > req.userName else userIdentity.arn; ChangePassword > userIdentity.arn",
        EntityType.USER,
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
        "CreateGroup > res.group.groupId, req.groupName; UpdateGroup|DeleteGroup|PutGroupPolicy"
            + "|DeleteGroupPolicy|AttachGroupPolicy|DetachGroupPolicy|AddUserToGroup"
            + "|RemoveUserFromGroup > req.groupName",
        EntityType.GROUP,
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
        "CreateRole > res.role.roleId, req.roleName; "
            + "CreateServiceLinkedRole > res.role.roleId, res.role.roleName; "
            + "UpdateRole|UpdateRoleDescription|UpdateAssumeRolePolicy|DeleteRole|DeleteServiceLinkedRole|PutRolePolicy"
            + "|DeleteRolePolicy|AttachRolePolicy|DetachRolePolicy|PutRolePermissionsBoundary"
            + "|DeleteRolePermissionsBoundary|TagRole|UntagRole|AddRoleToInstanceProfile"
            + "|RemoveRoleFromInstanceProfile > req.roleName",
        null,
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
            + "|DetachRolePolicy > req.policyArn; "
            + "PutUserPermissionsBoundary|PutRolePermissionsBoundary > req.permissionsBoundary",
        null,
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
      if (name == null) {
        return looked(inRun(session, resourceId));
      }
      Looked looked = called(session, name, resourceId);
      if (!(looked instanceof Looked.Gone) || renamed == null) {
        return looked;
      }
      String newName = IamRun.nameOf(session, renamed, resourceId);
      return newName == null || newName.equals(name)
          ? looked
          : called(session, newName, resourceId);
    } catch (AwsCallFailedException e) {
      return new Looked.Unread();
    }
  }

  private Looked called(Session session, String name, String resourceId) {
    try {
      return looked(byName.describe(new IamDescriber(session), name, resourceId));
    } catch (AwsCallFailedException e) {
      if (e.failure() instanceof AwsFailure.Absent) {
        return new Looked.Gone();
      }
      throw e;
    }
  }

  private static Looked looked(@Nullable ObservedResource found) {
    return found == null ? new Looked.Gone() : new Looked.Found(found, false);
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
