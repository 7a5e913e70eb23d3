package io.cairn.bench.sigma;

import io.cairn.bench.sigma.Clause.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes mixed rules: half ask for source and name, the rest in equal parts for each of the other
 * tests, with a share of wildcards that is stated.
 */
final class RuleMaker {
  private static final String[] PRESENT = {
    "errorCode", "requestParameters.bucketName", "requestParameters.roleName",
        "requestParameters.keyId",
    "requestParameters.policyDocument", "userIdentity.userName", "userIdentity.invokedBy",
        "vpcEndpointId",
    "requestParameters.functionName", "tlsDetails.tlsVersion"
  };
  private static final String[] TEXT_FIELDS = {
    "userIdentity.arn",
    "userIdentity.arn",
    "userAgent",
    "eventName",
    "userIdentity.sessionContext.sessionIssuer.userName",
    "userIdentity.userName",
    "requestParameters.bucketName"
  };

  private final Random random;
  private final Vocabulary words;
  private final double wildcards;
  private final boolean full;

  /**
   * A maker.
   *
   * @param wildcards share of rules with a wildcard or contains, 0 to 0.5
   * @param full whether 13 in 100 rules use what only Sigma has
   */
  RuleMaker(Random random, Vocabulary words, double wildcards, boolean full) {
    this.random = random;
    this.words = words;
    this.wildcards = wildcards;
    this.full = full;
  }

  List<MixedRule> make(int count) {
    var rules = new ArrayList<MixedRule>();
    for (int i = 0; i < count; i++) {
      rules.add(rule(i));
    }
    return rules;
  }

  private MixedRule rule(int number) {
    double which = random.nextDouble();
    if (full && which < 0.13) {
      return new MixedRule(number, List.of(), List.of(), new SigmaOnly(random, words).detection());
    }
    which = random.nextDouble();
    if (which < 0.5) {
      return plain(number, call());
    }
    if (which < 0.5 + wildcards) {
      return plain(number, with(wildcard()));
    }
    return switch (random.nextInt(8)) {
      case 0 -> plain(number, with(new Clause(words.pick(PRESENT), Test.EXISTS, List.of(""))));
      case 1 -> plain(number, with(new Clause(words.pick(PRESENT), Test.MISSING, List.of(""))));
      case 2 ->
          plain(
              number,
              with(new Clause("awsRegion", Test.ANYTHING_BUT, List.of(words.value("awsRegion")))));
      case 3 -> plain(number, List.of(network()));
      case 4 -> plain(number, List.of(end(Test.PREFIX), source()));
      case 5 -> plain(number, List.of(end(Test.SUFFIX), source()));
      case 6 ->
          plain(
              number,
              with(
                  new Clause(
                      "requestParameters.maxResults",
                      Test.GREATER,
                      List.of(Integer.toString(10 * (1 + random.nextInt(90)))))));
      default -> either(number);
    };
  }

  private static MixedRule plain(int number, List<Clause> clauses) {
    return new MixedRule(number, clauses, List.of(), null);
  }

  private MixedRule either(int number) {
    List<Clause> call = call();
    var other = new Clause("errorCode", Test.EQUALS, List.of(value("errorCode")));
    return new MixedRule(number, List.of(call.getFirst()), List.of(call.getLast(), other), null);
  }

  private String value(String field) {
    return words.has(field) && random.nextInt(3) == 0
        ? words.value(field)
        : "Made." + random.nextInt(500);
  }

  private List<Clause> call() {
    String[] call = words.call();
    List<String> names =
        random.nextInt(4) == 0 ? List.of(call[1], words.call()[1]) : List.of(call[1]);
    return List.of(
        new Clause("eventSource", Test.EQUALS, List.of(call[0])),
        new Clause("eventName", Test.EQUALS, names.stream().distinct().toList()));
  }

  private Clause source() {
    return new Clause("eventSource", Test.EQUALS, List.of(words.call()[0]));
  }

  /** The test beside the call it is about, as rules have it. */
  private List<Clause> with(Clause clause) {
    var clauses = new ArrayList<Clause>(call());
    if (clause.field().equals("eventName")) {
      clauses.removeLast();
    }
    clauses.add(clause);
    return clauses;
  }

  private Clause network() {
    int bits = 16 + random.nextInt(17);
    int address = random.nextInt() & -1 << (32 - bits);
    if (bits == 32) {
      bits = 31;
      address &= -2;
    }
    return new Clause(
        "sourceIPAddress",
        Test.CIDR,
        List.of(
            "%d.%d.%d.%d/%d"
                .formatted(
                    address >>> 24,
                    address >>> 16 & 255,
                    address >>> 8 & 255,
                    address & 255,
                    bits)));
  }

  private Clause end(Test test) {
    String field = field();
    String value = words.value(field);
    int length = Math.max(4, value.length() / 2 + random.nextInt(value.length() / 2));
    length = Math.min(length, value.length());
    String part =
        test == Test.PREFIX ? value.substring(0, length) : value.substring(value.length() - length);
    return new Clause(
        field, test, List.of(random.nextBoolean() ? part : part + random.nextInt(1_000)));
  }

  private String field() {
    String field = words.pick(TEXT_FIELDS);
    while (!words.has(field)) {
      field = words.pick(TEXT_FIELDS);
    }
    return field;
  }

  private Clause wildcard() {
    String field = field();
    String value = words.value(field);
    int from = random.nextInt(value.length() - 5);
    int length = Math.min(value.length() - from, 5 + random.nextInt(12));
    String part = value.substring(from, from + length);
    if (random.nextBoolean()) {
      part = part.substring(0, part.length() - 1) + (char) ('0' + random.nextInt(10));
    }
    if (random.nextBoolean()) {
      return new Clause(field, Test.CONTAINS, List.of(part));
    }
    int star = 2 + random.nextInt(part.length() - 3);
    return new Clause(
        field,
        Test.WILDCARD,
        List.of("*" + part.substring(0, star) + "*" + part.substring(star) + "*"));
  }
}
