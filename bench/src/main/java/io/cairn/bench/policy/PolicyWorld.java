package io.cairn.bench.policy;

import io.cairn.policy.Access;
import io.cairn.policy.AttachedPolicies;
import io.cairn.policy.PolicySet;
import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.PolicyType;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.ContextValue;
import io.cairn.policy.request.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An organisation's policies and its requests: 12 services with some four hundred actions, teams
 * with resources of their own, conditions on region, tags, MFA and addresses. Seeded.
 */
final class PolicyWorld {
  static final String ACCOUNT = "111122223333";

  private static final List<String> SERVICES =
      List.of(
          "s3",
          "ec2",
          "sqs",
          "sns",
          "lambda",
          "dynamodb",
          "kms",
          "rds",
          "logs",
          "ecs",
          "glue",
          "states");
  private static final List<String> VERBS =
      List.of("Get", "List", "Describe", "Put", "Create", "Delete", "Update", "Tag", "Start");
  private static final List<String> NOUNS = List.of("Item", "Queue", "Policy", "Tags");
  private static final List<String> TEAMS =
      List.of("orders", "billing", "search", "data", "web", "auth", "mail", "ops");
  private static final List<String> REGIONS =
      List.of("us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2");

  private final Random random;
  private final List<String> actions = new ArrayList<>();

  PolicyWorld(long seed) {
    random = new Random(seed);
    for (String service : SERVICES) {
      for (String verb : VERBS) {
        for (String noun : NOUNS) {
          actions.add(service + ":" + verb + noun);
        }
      }
    }
  }

  int actionCount() {
    return actions.size();
  }

  /** All that bears on one role, its own policies aside. */
  AttachedPolicies around(PolicySet identity) {
    return AttachedPolicies.of(identity)
        .withBoundary(
            policies(
                PolicyType.BOUNDARY,
                document(
                    statement("Allow", "*", "*", ""),
                    statement("Deny", "kms:Delete*", "*", ""),
                    statement("Deny", "*", "arn:aws:*:*:*:secret-*", ""))))
        .withSession(
            policies(
                PolicyType.SESSION,
                document(
                    statement("Allow", "*", "*", ""), statement("Deny", "glue:Delete*", "*", ""))))
        .withServiceControl(levels())
        .withResource(
            policies(
                PolicyType.RESOURCE,
                document(
                    "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},"
                        + "\"Action\":\"s3:Get*\",\"Resource\":\"*\"}",
                    "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}")))
        .withResourceControl(
            List.of(
                new AttachedPolicies.Level(
                    "root",
                    policies(
                        PolicyType.RESOURCE_CONTROL,
                        document(
                            "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                                + "\"Resource\":\"*\",\"Condition\":{\"StringNotEqualsIfExists\":"
                                + "{\"aws:PrincipalOrgID\":\"o-example\"}}}")))));
  }

  private List<AttachedPolicies.Level> levels() {
    List<AttachedPolicies.Level> levels = new ArrayList<>();
    for (String target : List.of("root", "division", "department", "stage", "account")) {
      levels.add(
          new AttachedPolicies.Level(
              target,
              policies(
                  PolicyType.SERVICE_CONTROL,
                  document(statement("Allow", "*", "*", "")),
                  document(
                      statement("Deny", one(SERVICES) + ":Delete" + one(NOUNS), "*", ""),
                      statement(
                          "Deny",
                          one(SERVICES) + ":*",
                          "*",
                          "\"StringNotEquals\":{\"aws:RequestedRegion\":[\"us-east-1\",\"eu-west-1\","
                              + "\"eu-central-1\",\"ap-southeast-2\"]}")))));
    }
    return levels;
  }

  /** So many policies of so many statements each. */
  PolicySet identity(int policies, int statements) {
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < policies; i++) {
      List<String> parts = new ArrayList<>();
      for (int j = 0; j < statements; j++) {
        parts.add(random.nextInt(12) == 0 ? denying() : allowing());
      }
      documents.add(document(parts.toArray(String[]::new)));
    }
    return policies(PolicyType.IDENTITY, documents.toArray(String[]::new));
  }

  private String allowing() {
    String service = one(SERVICES);
    String action =
        switch (random.nextInt(6)) {
          case 0 -> service + ":*";
          case 1, 2, 3 -> service + ":" + one(VERBS) + "*";
          default -> one(actions);
        };
    String region = random.nextInt(3) == 0 ? one(REGIONS) : "*";
    String resource =
        random.nextInt(14) == 0
            ? "*"
            : "arn:aws:" + service + ":" + region + ":*:" + one(TEAMS) + path();
    return statement("Allow", action, resource, random.nextInt(3) == 0 ? condition() : "");
  }

  private String path() {
    return switch (random.nextInt(4)) {
      case 0 -> "-*";
      case 1 -> "-" + random.nextInt(40) + "/*";
      case 2 -> "-${aws:PrincipalTag/project}*";
      default -> "-" + random.nextInt(40) + "*";
    };
  }

  private String denying() {
    String service = one(SERVICES);
    return statement(
        "Deny",
        service + ":" + one(List.of("Delete", "Put", "Update")) + "*",
        "arn:aws:" + service + ":*:*:" + one(TEAMS) + "-" + random.nextInt(40) + "*",
        random.nextInt(2) == 0 ? condition() : "");
  }

  private String condition() {
    return switch (random.nextInt(5)) {
      case 0 -> "\"StringEquals\":{\"aws:RequestedRegion\":[\"eu-west-1\",\"us-east-1\"]}";
      case 1 -> "\"Bool\":{\"aws:SecureTransport\":\"true\"}";
      case 2 -> "\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"192.0.2.0/24\"]}";
      case 3 -> "\"StringLike\":{\"aws:PrincipalTag/team\":[\"o*\",\"b*\",\"data\"]}";
      default -> "\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"3600\"}";
    };
  }

  /** A request of one of the account's roles. */
  Access access() {
    String action = one(actions);
    String region = one(REGIONS);
    String resource =
        "arn:aws:%s:%s:%s:%s-%d/%s"
            .formatted(
                action.substring(0, action.indexOf(':')),
                region,
                ACCOUNT,
                one(TEAMS),
                random.nextInt(40),
                Integer.toHexString(random.nextInt()));
    String role = "arn:aws:iam::" + ACCOUNT + ":role/app";
    return new Access(
        new Principal.RoleSession(role, true, null, ACCOUNT),
        ACCOUNT,
        new AuthorizationRequest(action, resource, context(region, role)));
  }

  private Map<String, ContextValue> context(String region, String role) {
    Map<String, ContextValue> context = new LinkedHashMap<>();
    Map.of(
            "aws:RequestedRegion",
            region,
            "aws:SecureTransport",
            "true",
            "aws:SourceIp",
            random.nextInt(3) == 0 ? "198.51.100.7" : "10.1." + random.nextInt(256) + ".9",
            "aws:PrincipalArn",
            role,
            "aws:PrincipalAccount",
            ACCOUNT,
            "aws:PrincipalOrgID",
            "o-example",
            "aws:PrincipalTag/team",
            one(TEAMS),
            "aws:PrincipalTag/project",
            Integer.toString(random.nextInt(40)),
            "aws:CurrentTime",
            "2026-03-01T12:00:00Z",
            "aws:UserAgent",
            "aws-sdk-java/2.40")
        .forEach((key, value) -> context.put(key, new ContextValue.Single(value)));
    context.put("aws:TagKeys", new ContextValue.Many(List.of("team", "cost")));
    if (random.nextBoolean()) {
      context.put(
          "aws:MultiFactorAuthAge",
          new ContextValue.Single(Integer.toString(random.nextInt(7_200))));
    }
    return context;
  }

  private static String statement(String effect, String action, String resource, String condition) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"%s}"
        .formatted(
            effect,
            action,
            resource,
            condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}");
  }

  private static String document(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static PolicySet policies(PolicyType type, String... documents) {
    List<PolicySet.Named> named = new ArrayList<>();
    for (String document : documents) {
      named.add(new PolicySet.Named("p" + named.size(), PolicyDocument.parse(type, document)));
    }
    return PolicySet.compile(named);
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
