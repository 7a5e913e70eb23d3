package io.cairn.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A query and the same condition for a naive reader. */
@NullMarked
record RandomQuery(Predicate asked, Naive naive) {

  /** A condition on what the generator knows of an event. */
  interface Naive {
    boolean test(TestEvents.Known event);
  }

  static RandomQuery make(RandomGenerator random, int depth) {
    int kind = depth == 0 ? random.nextInt(2) : random.nextInt(5);
    return switch (kind) {
      case 0 -> attribute(random);
      case 1 -> random.nextInt(4) == 0 ? path(random) : attribute(random);
      case 2 -> {
        RandomQuery inner = make(random, depth - 1);
        yield new RandomQuery(new Predicate.Not(inner.asked()), e -> !inner.naive().test(e));
      }
      default -> {
        RandomQuery left = make(random, depth - 1);
        RandomQuery right = make(random, depth - 1);
        List<Predicate> both = List.of(left.asked(), right.asked());
        yield kind == 3
            ? new RandomQuery(
                new Predicate.And(both), e -> left.naive().test(e) && right.naive().test(e))
            : new RandomQuery(
                new Predicate.Or(both), e -> left.naive().test(e) || right.naive().test(e));
      }
    };
  }

  private static RandomQuery attribute(RandomGenerator random) {
    Attribute attribute =
        List.of(Attribute.values()).get(random.nextInt(Attribute.values().length));
    TestEvents.Known sample = new TestEvents(random.nextInt(50)).next();
    String value =
        switch (attribute) {
          case RESOURCE_NAME -> random.nextBoolean() ? "b1" : TestEvents.arn("b2");
          case RESOURCE_TYPE -> "AWS::S3::Bucket";
          default -> sample.single().getOrDefault(attribute, "AccessDenied");
        };
    return new RandomQuery(new Predicate.Equal(attribute, value), e -> e.has(attribute, value));
  }

  private static RandomQuery path(RandomGenerator random) {
    String code = Integer.toString(random.nextInt(3));
    return new RandomQuery(
        new Predicate.AtPath(
            JsonPath.parse("$.requestParameters.list[*].code"), Predicate.Operator.EQUAL, code),
        e -> e.code() != null && code.equals(e.code().toString()));
  }

  static Window window(RandomGenerator random) {
    return new Window(end(random), end(random));
  }

  private static @Nullable Instant end(RandomGenerator random) {
    return random.nextInt(3) > 0
        ? null
        : Instant.parse("2026-01-28T00:00:00Z").plusSeconds(7_200L * random.nextInt(120));
  }

  static boolean isIn(Window window, Instant time) {
    Instant from = window.from();
    Instant to = window.to();
    return (from == null || !time.isBefore(from)) && (to == null || !time.isAfter(to));
  }
}
