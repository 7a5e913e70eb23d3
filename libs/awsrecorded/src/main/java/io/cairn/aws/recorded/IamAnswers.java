package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * IAM. Users, groups, roles and policies are stored as GetAccountAuthorizationDetails gives them,
 * with {@code AccessKeys}, {@code MFADevices} and policies' {@code Tags} beside; the calls for one
 * are answered from the same.
 */
final class IamAnswers {

  private record Kind(String filter, String list, String nameMember, String parameter) {}

  private static final Kind USER = new Kind("User", "UserDetailList", "UserName", "UserName");
  private static final Kind GROUP = new Kind("Group", "GroupDetailList", "GroupName", "GroupName");
  private static final Kind ROLE = new Kind("Role", "RoleDetailList", "RoleName", "RoleName");
  private static final Kind POLICY = new Kind("LocalManagedPolicy", "Policies", "Arn", "PolicyArn");
  private static final List<Kind> KINDS = List.of(USER, GROUP, ROLE, POLICY);

  private static final String[] HIDDEN = {"AccessKeys", "MFADevices"};

  private IamAnswers() {}

  static void register(Map<String, Operations.Operation> operations) {
    operations.put("iam:GetAccountAuthorizationDetails", IamAnswers::details);
    operations.put(
        "iam:GetUser", (c, x) -> one("User", Listings.without(find(c, x, USER), HIDDEN)));
    operations.put("iam:GetGroup", IamAnswers::group);
    operations.put("iam:GetRole", (c, x) -> one("Role", find(c, x, ROLE)));
    operations.put("iam:GetPolicy", (c, x) -> one("Policy", find(c, x, POLICY)));
    inline(operations, "User", USER, "UserPolicyList");
    inline(operations, "Group", GROUP, "GroupPolicyList");
    inline(operations, "Role", ROLE, "RolePolicyList");
    operations.put("iam:ListGroupsForUser", IamAnswers::groupsOfUser);
    operations.put(
        "iam:ListInstanceProfilesForRole",
        (c, x) -> list("InstanceProfiles", find(c, x, ROLE).path("InstanceProfileList")));
    operations.put(
        "iam:ListAccessKeys",
        (c, x) -> list("AccessKeyMetadata", find(c, x, USER).path("AccessKeys")));
    operations.put(
        "iam:ListMFADevices", (c, x) -> list("MFADevices", find(c, x, USER).path("MFADevices")));
    operations.put("iam:ListPolicyTags", (c, x) -> list("Tags", find(c, x, POLICY).path("Tags")));
    operations.put(
        "iam:ListPolicyVersions",
        (c, x) -> list("Versions", find(c, x, POLICY).path("PolicyVersionList")));
    operations.put("iam:GetPolicyVersion", IamAnswers::policyVersion);
    IamAccountAnswers.register(operations);
  }

  private static void inline(
      Map<String, Operations.Operation> operations, String name, Kind kind, String list) {
    operations.put(
        "iam:List" + name + "Policies",
        (c, x) -> {
          ArrayNode names = NODES.arrayNode();
          find(c, x, kind).path(list).forEach(p -> names.add(p.path("PolicyName")));
          return list("PolicyNames", names);
        });
    operations.put(
        "iam:Get" + name + "Policy",
        (c, x) -> {
          ObjectNode principal = find(c, x, kind);
          ObjectNode policy =
              Listings.find(
                  principal, list, "PolicyName", c.required("PolicyName"), missing("policy"));
          ObjectNode answer = policy.deepCopy();
          answer.set(kind.nameMember(), principal.path(kind.nameMember()));
          return answer;
        });
    operations.put(
        "iam:ListAttached" + name + "Policies",
        (c, x) -> list("AttachedPolicies", find(c, x, kind).path("AttachedManagedPolicies")));
  }

  private static ObjectNode details(Call call, Operations.Context context) {
    List<String> filters = call.list("Filter");
    List<JsonNode> all = new ArrayList<>();
    for (Kind kind : KINDS) {
      if (filters.isEmpty() || filters.contains(kind.filter())) {
        for (JsonNode element : context.content().path(kind.list())) {
          ObjectNode view = Listings.without(element, HIDDEN);
          if (kind.equals(POLICY)) {
            view.remove("Tags");
          }
          all.add(NODES.objectNode().put("list", kind.list()).set("detail", view));
        }
      }
    }
    int most = Math.min(call.number("MaxItems", 100), context.pageSize());
    var page = Listings.page(all, most, call.parameter("Marker"), e -> e);
    ObjectNode answer = NODES.objectNode();
    KINDS.forEach(kind -> answer.putArray(kind.list()));
    page.items()
        .forEach(e -> answer.withArrayProperty(e.path("list").asText()).add(e.path("detail")));
    answer.put("IsTruncated", page.next() != null);
    answer.put("Marker", page.next());
    return answer;
  }

  private static ObjectNode find(Call call, Operations.Context context, Kind kind) {
    String name = call.required(kind.parameter());
    return Listings.find(
        context.content(),
        kind.list(),
        kind.nameMember(),
        name,
        missing(kind.filter() + " " + name));
  }

  private static AwsError missing(String what) {
    return new AwsError(404, "NoSuchEntity", "The " + what + " cannot be found.");
  }

  private static ObjectNode group(Call call, Operations.Context context) {
    ObjectNode answer = one("Group", find(call, context, GROUP));
    answer.putArray("Users");
    answer.put("IsTruncated", false);
    return answer;
  }

  private static ObjectNode groupsOfUser(Call call, Operations.Context context) {
    ArrayNode groups = NODES.arrayNode();
    for (JsonNode name : find(call, context, USER).path("GroupList")) {
      groups.add(
          Listings.only(
              Listings.find(
                  context.content(),
                  GROUP.list(),
                  GROUP.nameMember(),
                  name.asText(),
                  missing("group")),
              "Path",
              "GroupName",
              "GroupId",
              "Arn",
              "CreateDate"));
    }
    return list("Groups", groups);
  }

  private static ObjectNode policyVersion(Call call, Operations.Context context) {
    ObjectNode version =
        Listings.find(
            find(call, context, POLICY),
            "PolicyVersionList",
            "VersionId",
            call.required("VersionId"),
            missing("policy version"));
    return one("PolicyVersion", version);
  }

  static ObjectNode one(String member, JsonNode node) {
    ObjectNode answer = NODES.objectNode();
    answer.set(member, node);
    return answer;
  }

  static ObjectNode list(String member, JsonNode elements) {
    ObjectNode answer = one(member, elements.isArray() ? elements : NODES.arrayNode());
    answer.put("IsTruncated", false);
    return answer;
  }
}
