package io.cairn.policy.simulate;

import io.cairn.policy.Access;
import io.cairn.policy.AttachedPolicies;
import io.cairn.policy.PolicySet;
import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.PolicyType;
import io.cairn.policy.match.KeyName;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.ContextValue;
import io.cairn.policy.request.MultiValuedKeys;
import io.cairn.policy.request.Principal;
import io.cairn.policy.syntax.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a case: the members of one JSON object, none of them unknown. */
final class CaseReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "principal",
          "action",
          "resource",
          "resourceAccountId",
          "context",
          "identityPolicies",
          "permissionsBoundaryPolicies",
          "sessionPolicies",
          "vpcEndpointPolicies",
          "resourcePolicy",
          "serviceControlPolicies",
          "resourceControlPolicies",
          "expected");

  private static final KeyName PRINCIPAL_ARN = KeyName.of("aws:PrincipalArn");

  private final Map<String, Json.Member> members;

  CaseReader(Json.Members line) {
    this.members = line.members();
    for (var member : members.entrySet()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new IllegalArgumentException(
            "\"" + member.getKey() + "\" is no member of a case, at " + member.getValue().nameAt());
      }
    }
  }

  /** The id of a line that is at least an object with one, else null. */
  static @Nullable String id(Json line) {
    return line instanceof Json.Members(var members, _)
            && members.get("id") instanceof Json.Member(Json.Text(String id, _), _)
        ? id
        : null;
  }

  SimulationCase read() {
    Map<String, ContextValue> context = context();
    var request = new AuthorizationRequest(text("action"), text("resource"), context);
    Principal principal = Principal.of(text("principal"), request.single(PRINCIPAL_ARN));
    return new SimulationCase(
        text("id"), policies(request), new Access(principal, owner(principal, request), request));
  }

  /** The account that owns the resource: as given, else as its ARN says, else the asker's. */
  private String owner(Principal principal, AuthorizationRequest request) {
    if (members.containsKey("resourceAccountId")) {
      return text("resourceAccountId");
    }
    String[] segments = request.segments();
    if (segments != null && !segments[4].isEmpty()) {
      return segments[4];
    }
    String own = principal.accountId();
    if (own == null) {
      throw new IllegalArgumentException(
          "resourceAccountId is missing, and neither resource nor principal names an account");
    }
    return own;
  }

  private AttachedPolicies policies(AuthorizationRequest request) {
    boolean assumes = request.service().equals("sts");
    Json.Member resource = members.get("resourcePolicy");
    PolicyType resourceType = assumes ? PolicyType.TRUST : PolicyType.RESOURCE;
    PolicySet identity = named("identityPolicies", PolicyType.IDENTITY);
    return new AttachedPolicies(
        identity == null ? PolicySet.EMPTY : identity,
        named("permissionsBoundaryPolicies", PolicyType.BOUNDARY),
        named("sessionPolicies", PolicyType.SESSION),
        levels("serviceControlPolicies", PolicyType.SERVICE_CONTROL),
        resource == null
            ? null
            : PolicySet.compile(
                List.of(
                    new PolicySet.Named(
                        "resourcePolicy", PolicyDocument.read(resourceType, resource.value())))),
        levels("resourceControlPolicies", PolicyType.RESOURCE_CONTROL),
        named("vpcEndpointPolicies", PolicyType.VPC_ENDPOINT));
  }

  private @Nullable PolicySet named(String member, PolicyType type) {
    Json.Member list = members.get(member);
    if (list == null) {
      return null;
    }
    List<PolicySet.Named> policies = new ArrayList<>();
    for (Json item : items(list.value(), member)) {
      policies.add(policy(item, member, type));
    }
    return PolicySet.compile(policies);
  }

  private List<AttachedPolicies.Level> levels(String member, PolicyType type) {
    Json.Member list = members.get(member);
    List<AttachedPolicies.Level> levels = new ArrayList<>();
    if (list == null) {
      return levels;
    }
    for (Json item : items(list.value(), member)) {
      Json.Members level = object(item, member);
      List<PolicySet.Named> policies = new ArrayList<>();
      for (Json policy : items(value(level, "policies"), member + "[].policies")) {
        policies.add(policy(policy, member + "[].policies", type));
      }
      levels.add(
          new AttachedPolicies.Level(
              text(value(level, "target"), "target"), PolicySet.compile(policies)));
    }
    return levels;
  }

  private static PolicySet.Named policy(Json item, String member, PolicyType type) {
    Json.Members policy = object(item, member);
    return new PolicySet.Named(
        text(value(policy, "name"), "name"), PolicyDocument.read(type, value(policy, "document")));
  }

  private Map<String, ContextValue> context() {
    Map<String, ContextValue> context = new LinkedHashMap<>();
    Json.Member given = members.get("context");
    if (given == null) {
      return context;
    }
    for (var key : object(given.value(), "context").members().entrySet()) {
      Json value = key.getValue().value();
      boolean list = value instanceof Json.Items;
      List<Json> items = list ? items(value, key.getKey()) : List.of(value);
      context.put(
          key.getKey(),
          MultiValuedKeys.value(
              key.getKey(), items.stream().map(i -> text(i, key.getKey())).toList(), list));
    }
    return context;
  }

  private String text(String member) {
    Json.Member found = members.get(member);
    if (found == null) {
      throw new IllegalArgumentException("the case has no " + member);
    }
    return text(found.value(), member);
  }

  private static String text(Json value, String name) {
    return switch (value) {
      case Json.Text text -> text.value();
      case Json.Bare bare -> bare.text().toLowerCase(Locale.ROOT);
      case Json.Null _, Json.Items _, Json.Members _ ->
          throw new IllegalArgumentException(
              name + " is a string, this is " + value.kind() + ", at " + value.at());
    };
  }

  private static Json value(Json.Members object, String name) {
    Json.Member member = object.members().get(name);
    if (member == null) {
      throw new IllegalArgumentException("there is no " + name + " at " + object.at());
    }
    return member.value();
  }

  private static Json.Members object(Json value, String name) {
    if (value instanceof Json.Members object) {
      return object;
    }
    throw new IllegalArgumentException(
        name + " holds objects, this is " + value.kind() + ", at " + value.at());
  }

  private static List<Json> items(Json value, String name) {
    if (value instanceof Json.Items list) {
      return list.items();
    }
    throw new IllegalArgumentException(
        name + " is a list, this is " + value.kind() + ", at " + value.at());
  }
}
