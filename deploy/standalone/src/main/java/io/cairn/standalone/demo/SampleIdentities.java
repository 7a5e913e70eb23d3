package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The sample's users, groups, roles and policies. */
final class SampleIdentities {
  private SampleIdentities() {}

  static ObjectNode production(SampleClock clock) {
    String account = Organisation.PRODUCTION;
    ObjectNode deploy = user(account, Organisation.LEAKED_USER, clock, 400, "platform");
    key(deploy, Organisation.LEAKED_USER, Organisation.LEAKED_KEY, clock, 390);
    attach(deploy, "arn:aws:iam::aws:policy/IAMFullAccess", "IAMFullAccess");
    attach(deploy, ownPolicy(account, "deploy"), "deploy");
    ObjectNode ana = user(account, "ana", clock, 700, "security");
    mfa(account, ana, "ana", clock, 699);
    member(ana, "administrators");
    ObjectNode ben = user(account, "ben", clock, 350, "shop");
    member(ben, "developers");
    key(ben, "ben", "AKIASAMPLEBEN0000001", clock, 120);
    ObjectNode emergency = user(account, "emergency", clock, 700, "security");
    member(emergency, "administrators");
    mfa(account, emergency, "emergency", clock, 699);
    ObjectNode all = Json.object();
    all.setAll(Json.listed("UserDetailList", List.of(deploy, ana, ben, emergency)));
    all.setAll(
        Json.listed(
            "GroupDetailList",
            List.of(
                group(account, "administrators", clock, "AdministratorAccess"),
                group(account, "developers", clock, "ReadOnlyAccess"))));
    all.setAll(
        Json.listed(
            "RoleDetailList",
            List.of(
                role(
                    account,
                    Organisation.READER_ROLE,
                    "'AWS':'arn:aws:iam::%s:root'".formatted(account),
                    clock),
                role(account, "function-runtime", "'Service':'lambda.amazonaws.com'", clock),
                role(account, "shop-instance", "'Service':'ec2.amazonaws.com'", clock))));
    all.setAll(Json.listed("Policies", List.of(policy(account, "deploy", clock))));
    SampleCredentials.add(account, all, clock, Set.of("ana", "ben", "emergency"));
    return all;
  }

  static ObjectNode staging(SampleClock clock) {
    String account = Organisation.STAGING;
    ObjectNode all = Json.object();
    all.setAll(Json.listed("UserDetailList", List.of(user(account, "ben", clock, 340, "shop"))));
    all.setAll(
        Json.listed(
            "RoleDetailList",
            List.of(
                role(
                    account,
                    Organisation.READER_ROLE,
                    "'AWS':'arn:aws:iam::%s:root'".formatted(Organisation.PRODUCTION),
                    clock),
                role(account, "function-runtime", "'Service':'lambda.amazonaws.com'", clock))));
    SampleCredentials.add(account, all, clock, Set.of("ben"));
    return all;
  }

  /** The user that the intruder makes, with a key of its own and every permission. */
  static ObjectNode backdoor(SampleClock clock) {
    ObjectNode user =
        user(Organisation.PRODUCTION, Organisation.BACKDOOR_USER, clock, 0, "support");
    key(user, Organisation.BACKDOOR_USER, Organisation.BACKDOOR_KEY, clock, 0);
    attach(user, "arn:aws:iam::aws:policy/AdministratorAccess", "AdministratorAccess");
    user.putArray("Tags");
    return user;
  }

  private static ObjectNode user(
      String account, String name, SampleClock clock, int age, String team) {
    return Json.of(
        """
        {'Path':'/','UserName':'%s','UserId':'%s','Arn':'%s','CreateDate':'%s','GroupList':[],
         'AttachedManagedPolicies':[],'Tags':[{'Key':'team','Value':'%s'}],'AccessKeys':[],'MFADevices':[]}\
        """,
        name,
        SampleEvents.userId(account, name),
        Organisation.userArn(account, name),
        clock.daysAgo(age),
        team);
  }

  private static void key(ObjectNode user, String name, String id, SampleClock clock, int age) {
    user.withArray("AccessKeys")
        .add(
            Json.of(
                "{'UserName':'%s','AccessKeyId':'%s','Status':'Active','CreateDate':'%s'}",
                name, id, clock.daysAgo(age)));
  }

  private static void mfa(
      String account, ObjectNode user, String name, SampleClock clock, int age) {
    user.withArray("MFADevices")
        .add(
            Json.of(
                "{'UserName':'%s','SerialNumber':'arn:aws:iam::%s:mfa/%s','EnableDate':'%s'}",
                name, account, name, clock.daysAgo(age)));
  }

  private static void attach(ObjectNode holder, String arn, String name) {
    holder
        .withArray("AttachedManagedPolicies")
        .add(Json.of("{'PolicyName':'%s','PolicyArn':'%s'}", name, arn));
  }

  private static void member(ObjectNode user, String group) {
    user.withArray("GroupList").add(group);
  }

  private static ObjectNode group(String account, String name, SampleClock clock, String managed) {
    ObjectNode group =
        Json.of(
            """
            {'Path':'/','GroupName':'%s','GroupId':'AGPASAMPLE%s','Arn':'arn:aws:iam::%s:group/%s',
             'CreateDate':'%s','GroupPolicyList':[],'AttachedManagedPolicies':[]}\
            """,
            name, digits(account, name), account, name, clock.daysAgo(700));
    attach(group, "arn:aws:iam::aws:policy/" + managed, managed);
    return group;
  }

  private static ObjectNode role(String account, String name, String principal, SampleClock clock) {
    ObjectNode trust =
        Json.of(
            "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{%s},'Action':'sts:AssumeRole'}]}",
            principal);
    ObjectNode role =
        Json.of(
            """
            {'Path':'/','RoleName':'%s','RoleId':'AROASAMPLE%s','Arn':'arn:aws:iam::%s:role/%s',
             'CreateDate':'%s','InstanceProfileList':[],'RolePolicyList':[],'AttachedManagedPolicies':[],
             'Tags':[],'RoleLastUsed':{'LastUsedDate':'%s','Region':'%s'}}\
            """,
            name,
            digits(account, name),
            account,
            name,
            clock.daysAgo(600),
            clock.daysAgo(1),
            Organisation.HOME_REGION);
    role.put("AssumeRolePolicyDocument", Json.encoded(trust));
    return role;
  }

  private static ObjectNode policy(String account, String name, SampleClock clock) {
    ObjectNode document =
        Json.of(
            """
            {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['lambda:UpdateFunctionCode',
             's3:PutObject','s3:ListAllMyBuckets','ec2:Describe*'],'Resource':'*'}]}\
            """);
    ObjectNode policy =
        Json.of(
            """
            {'PolicyName':'%s','PolicyId':'ANPASAMPLE%s','Arn':'%s','Path':'/','DefaultVersionId':'v1',
             'AttachmentCount':1,'PermissionsBoundaryUsageCount':0,'IsAttachable':true,'CreateDate':'%s',
             'UpdateDate':'%s','PolicyVersionList':[{'VersionId':'v1','IsDefaultVersion':true,'CreateDate':'%s'}]}\
            """,
            name,
            digits(account, name),
            ownPolicy(account, name),
            clock.daysAgo(400),
            clock.daysAgo(400),
            clock.daysAgo(400));
    ((ObjectNode) policy.withArray("PolicyVersionList").get(0))
        .put("Document", Json.encoded(document));
    return policy;
  }

  private static String ownPolicy(String account, String name) {
    return "arn:aws:iam::%s:policy/%s".formatted(account, name);
  }

  // Stable, upper case, of AWS's length.
  static String digits(String account, String name) {
    return "%011d"
        .formatted(Math.floorMod((account + name).hashCode() * 2_654_435_761L, 100_000_000_000L));
  }
}
