package io.cairn.config.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CauseJoinTest {
  private static final Instant LATER = time("11:00:00");

  private final CauseJoin join = new CauseJoin(Duration.ofMinutes(1), Duration.ofSeconds(2));
  private final FirstCause first = new FirstCause(Duration.ofMinutes(1), Duration.ofHours(24));

  private static Instant time(String clock) {
    return Instant.parse("2026-03-04T" + clock + "Z");
  }

  private static TouchingEvent event(String id, String clock) {
    return event(id, clock, "PutBucketPolicy", true);
  }

  private static TouchingEvent event(String id, String clock, String name, boolean exact) {
    return new TouchingEvent(
        id,
        time(clock),
        name,
        "s3.amazonaws.com",
        "arn:aws:iam::1:user/" + id,
        "IAMUser",
        id,
        null,
        null,
        null,
        null,
        null,
        null,
        exact);
  }

  /** Items: the first at the first time, each further one with the look before it. */
  private static List<Sighting> items(String... looks) {
    List<Sighting> items = new ArrayList<>();
    @Nullable Instant since = null;
    for (String look : looks) {
      String[] parts = look.split("<", -1);
      Instant at = time(parts[0]);
      Instant before = parts.length > 1 ? time(parts[1]) : since;
      items.add(new Sighting(at.toEpochMilli(), before, at));
      since = at;
    }
    return items;
  }

  private Cause cause(List<Sighting> items, int index, TouchingEvent... events) {
    return join.of(items.get(index), items, LATER, Arrays.asList(events));
  }

  private static void assertCause(Cause cause, Cause.Status status, String... ids) {
    assertThat(cause.status()).isEqualTo(status);
    assertThat(cause.events()).extracting(TouchingEvent::eventId).containsExactly(ids);
  }

  @Test
  void shouldBeUnknownWhenNoEventIsThere() {
    assertCause(cause(items("10:00:00", "10:05:00"), 1), Cause.Status.UNKNOWN);
  }

  @Test
  void shouldBeKnownWhenOneEventLiesBetweenTwoLooks() {
    List<Sighting> items = items("10:00:00", "10:05:00", "10:10:00");
    assertCause(cause(items, 1, event("a", "10:04:00")), Cause.Status.KNOWN, "a");
    assertCause(cause(items, 2, event("a", "10:04:00")), Cause.Status.UNKNOWN);
  }

  @Test
  void shouldNameAllWhenSeveralEventsLieBetweenTwoLooks() {
    assertCause(
        cause(items("10:00:00", "10:05:00"), 1, event("b", "10:04:00"), event("a", "10:01:00")),
        Cause.Status.AMBIGUOUS,
        "a",
        "b");
  }

  @Test
  void shouldKeepNarrowWhenALookBetweenSawNothingNew() {
    List<Sighting> items = items("10:00:00", "10:05:00<10:04:00");
    assertCause(
        cause(items, 1, event("a", "10:01:00"), event("b", "10:04:30")), Cause.Status.KNOWN, "b");
  }

  @Test
  void shouldTakeTheEarlierEventWhenTheApiWasSlowToShowIt() {
    List<Sighting> items = items("10:00:00", "10:04:40<10:04:31");
    assertCause(cause(items, 1, event("a", "10:04:30")), Cause.Status.KNOWN, "a");
    assertCause(cause(items, 1, event("a", "10:03:30")), Cause.Status.UNKNOWN);
  }

  @Test
  void shouldLeaveAnEventToTheItemItExplainsWhenTheNextOnesIsMissing() {
    List<Sighting> items = items("10:00:00", "10:04:31", "10:04:40");
    assertCause(cause(items, 2, event("a", "10:04:30")), Cause.Status.UNKNOWN);
  }

  @Test
  void shouldCountAnEventOfTheSameSecondWhenItMayHaveFollowedTheLook() {
    // Given: the first look at 05.4 of that second, the change at 05.8, told as 05
    List<Sighting> items = items("10:00:05.400", "10:00:06.300");
    assertCause(cause(items, 1, event("a", "10:00:05")), Cause.Status.KNOWN, "a");
  }

  @Test
  void shouldLeaveAnEventOfTheSameSecondToTheEarlierItemWhenItIsItsOnlyOne() {
    List<Sighting> items = items("09:00:00", "10:00:05.400", "10:00:06.300");
    assertCause(cause(items, 1, event("a", "10:00:05")), Cause.Status.KNOWN, "a");
    assertCause(cause(items, 2, event("a", "10:00:05")), Cause.Status.UNKNOWN);
    assertCause(
        cause(items, 2, event("a", "10:00:05"), event("b", "10:00:06")), Cause.Status.KNOWN, "b");
  }

  @Test
  void shouldNameEventsOfTheSameSecondOnBothSidesWhenTheirOrderCannotBeTold() {
    List<Sighting> items = items("09:00:00", "10:00:05.400", "10:00:06.300");
    TouchingEvent[] both = {event("a", "10:00:05"), event("b", "10:00:05")};
    assertCause(cause(items, 1, both), Cause.Status.AMBIGUOUS, "a", "b");
    assertCause(cause(items, 2, both), Cause.Status.AMBIGUOUS, "a", "b");
  }

  @Test
  void shouldTakeACallThatCompletedAfterItsEffectOnlyWhenALaterLookFoundNoMore() {
    List<Sighting> items = items("10:00:00", "10:05:00");
    TouchingEvent late = event("a", "10:05:01");
    assertCause(cause(items, 1, late), Cause.Status.KNOWN, "a");
    assertCause(
        join.of(items.get(1), items, time("10:05:00"), List.of(late)), Cause.Status.UNKNOWN);
    assertCause(cause(items("10:00:00", "10:05:00", "10:05:02"), 1, late), Cause.Status.UNKNOWN);
    assertCause(cause(items, 1, event("a", "10:05:03")), Cause.Status.UNKNOWN);
  }

  @Test
  void shouldBeAmbiguousWhenTheEventNamesOnlyTheType() {
    List<Sighting> items = items("10:00:00", "10:05:00");
    assertCause(
        cause(items, 1, event("a", "10:04:00", "DeleteSecurityGroup", false)),
        Cause.Status.AMBIGUOUS,
        "a");
  }

  @Test
  void shouldExplainTheFirstItemOnlyByWhatCreatesSuchAResource() {
    Instant at = time("10:05:00");
    List<TouchingEvent> events =
        List.of(event("c", "10:01:00", "CreateBucket", true), event("p", "10:02:00"));
    assertCause(
        first.of("AWS::S3::Bucket", at, null, time("09:00:00"), events),
        Cause.Status.AMBIGUOUS,
        "c",
        "p");
    assertCause(
        first.of("AWS::S3::Bucket", at, null, time("09:00:00"), List.of(events.get(1))),
        Cause.Status.UNKNOWN);
    assertCause(
        first.of("AWS::S3::Bucket", at, time("10:01:00"), time("09:00:00"), events.subList(0, 1)),
        Cause.Status.KNOWN,
        "c");
    assertCause(
        first.of(
            "AWS::EC2::VPC",
            at,
            null,
            time("09:00:00"),
            List.of(event("s", "10:01:00", "CreateSubnet", true))),
        Cause.Status.UNKNOWN);
  }

  @Test
  void shouldExpectNoneWhenTheResourceIsOlderThanTheRecording() {
    assertCause(
        first.of(
            "AWS::S3::Bucket", time("10:05:00"), time("08:00:00"), time("09:00:00"), List.of()),
        Cause.Status.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldNotDependOnTheOrderOfEventsAndNameEachChangeThatALookFollowed(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      // Given: changes some seconds apart, each looked at before the next
      List<Sighting> items = new ArrayList<>();
      List<TouchingEvent> events = new ArrayList<>();
      Instant now = time("10:00:00").plusMillis(random.nextInt(1000));
      items.add(new Sighting(now.toEpochMilli(), null, now));
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        Instant changed = now.plusMillis(1_001 + random.nextInt(90_000));
        Instant look = changed.plusMillis(1 + random.nextInt(5_000));
        Instant cut = Instant.ofEpochSecond(changed.getEpochSecond());
        TouchingEvent template = event("e" + i, "10:00:00");
        events.add(
            new TouchingEvent(
                template.eventId(),
                cut,
                "PutBucketAcl",
                "s3",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true));
        items.add(new Sighting(look.toEpochMilli(), now, look));
        now = look;
      }
      List<TouchingEvent> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);

      // When, Then
      for (int i = 1; i < items.size(); i++) {
        Cause cause = join.of(items.get(i), items, now, shuffled);
        assertCause(cause, Cause.Status.KNOWN, "e" + (i - 1));
      }
    }
  }
}
