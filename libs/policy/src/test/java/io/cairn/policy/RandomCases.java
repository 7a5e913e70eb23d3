package io.cairn.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Cases with policies of every type in a tiny world of two accounts, so that they keep meeting. */
@NullMarked
final class RandomCases {
  static final String HERE = "111111111111";
  static final String THERE = "222222222222";

  private static final List<String> ACTIONS = List.of("s3:x", "s3:xy", "kms:x", "kms:xy");
  private static final List<String> ACTION_PATTERNS =
      List.of("*", "*", "s3:*", "kms:*", "s3:x", "kms:x?", "S3:X");
  private static final List<String> RESOURCES =
      List.of("*", "arn:aws:s3:::b/ann", "arn:aws:kms:r:111111111111:key/ann");
  private static final List<String> RESOURCE_PATTERNS =
      List.of("*", "*", "*", "arn:aws:s3:::b/*", "arn:aws:kms:*:*:key/${k:one}", "arn:aws:s3");

  private final Random random;

  RandomCases(Random random) {
    this.random = random;
  }

  SlowAuthorizer.Case next() {
    String account = one(List.of(HERE, HERE, HERE, THERE));
    String kind =
        one(
            List.of(
                "user",
                "user",
                "user",
                "session",
                "session",
                "session",
                "federated",
                "root",
                "service",
                "anonymous"));
    boolean outside = kind.equals("service") || kind.equals("anonymous");
    return new SlowAuthorizer.Case(
        kind,
        arn(kind, account),
        kind.equals("session") ? "arn:aws:sts::" + account + ":assumed-role/r/s" : "",
        outside ? "" : account,
        HERE,
        new Interpreter.Asked(one(ACTIONS), one(RESOURCES), context()),
        documents(2, 7, false),
        random.nextInt(5) == 0 ? documents(1, 10, false) : null,
        random.nextInt(5) == 0 ? documents(1, 10, false) : null,
        levels(Math.max(0, random.nextInt(4) - 1), 14, false),
        random.nextInt(4) == 0 ? null : documents(1, 9, true).getFirst(),
        random.nextInt(6) == 0 ? List.of(control()) : List.of(),
        random.nextInt(8) == 0 ? documents(1, 14, true) : null);
  }

  private static String arn(String kind, String account) {
    return switch (kind) {
      case "user" -> "arn:aws:iam::" + account + ":user/ann";
      case "session" -> "arn:aws:iam::" + account + ":role/p/r";
      case "federated" -> "arn:aws:sts::" + account + ":federated-user/ann";
      case "service" -> "sns.amazonaws.com";
      default -> "";
    };
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      context.put("k:one", one(List.of("ann", "bob")));
    }
    return context;
  }

  private List<List<Map<String, Object>>> levels(int count, int allows, boolean principals) {
    List<List<Map<String, Object>>> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(documents(1, allows, principals));
    }
    return levels;
  }

  /** A resource control policy: denies everyone. */
  private List<Map<String, Object>> control() {
    Map<String, Object> statement = statement("Deny");
    statement.put("Principal", "*");
    return List.of(document(List.of(statement)));
  }

  /** One statement in so many denies, the others allow. */
  private List<Map<String, Object>> documents(int count, int denies, boolean principals) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Map<String, Object>> statements = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        String effect = random.nextInt(denies) == 0 ? "Deny" : "Allow";
        Map<String, Object> statement = statement(effect);
        if (principals) {
          boolean not = effect.equals("Deny") && random.nextBoolean();
          Object principal = not || random.nextInt(4) != 0 ? principal() : "*";
          statement.put(not ? "NotPrincipal" : "Principal", principal);
        }
        statements.add(statement);
      }
      documents.add(document(statements));
    }
    return documents;
  }

  private static Map<String, Object> document(List<Map<String, Object>> statements) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", "2012-10-17");
    document.put("Statement", statements);
    return document;
  }

  private Map<String, Object> statement(String effect) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", effect);
    String not = random.nextInt(8) == 0 ? "Not" : "";
    statement.put(not + "Action", one(ACTION_PATTERNS));
    statement.put(random.nextInt(8) == 0 ? "NotResource" : "Resource", one(RESOURCE_PATTERNS));
    if (random.nextInt(4) == 0) {
      statement.put(
          "Condition",
          Map.of(one(List.of("StringEquals", "StringNotEquals")), Map.of("K:One", "ann")));
    }
    return statement;
  }

  private Map<String, Object> principal() {
    Map<String, Object> principal = new LinkedHashMap<>();
    List<String> aws = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      String account = one(List.of(HERE, THERE));
      aws.add(
          one(
              List.of(
                  "*",
                  account,
                  "arn:aws:iam::" + account + ":root",
                  arn("user", account),
                  arn("session", account),
                  "arn:aws:iam::" + account + ":role/r",
                  arn("federated", account),
                  "arn:aws:sts::" + account + ":assumed-role/r/s",
                  "arn:aws:sts::" + account + ":assumed-role/r/other")));
    }
    principal.put("AWS", aws);
    if (random.nextInt(4) == 0) {
      principal.put("Service", one(List.of("sns.amazonaws.com", "sqs.amazonaws.com")));
    }
    return principal;
  }

  private <T extends @Nullable Object> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
