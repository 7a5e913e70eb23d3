package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Seeded events whose attributes are known without scanning them. */
@NullMarked
final class TestEvents {
  private static final Instant START = Instant.parse("2026-01-28T00:00:00Z");
  private static final List<String> NAMES =
      List.of("PutObject", "AssumeRole", "CreateUser", "DeleteTrail", "ListBuckets");
  private static final List<String> USERS = List.of("alice", "bob", "z\u00fcrich \"x\"", "root");
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");
  private static final List<String> ACCOUNTS = List.of("111111111111", "222222222222");

  private final RandomGenerator random;
  private int serial;

  TestEvents(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** An event and what a naive reader knows of it. */
  record Known(
      NewEvent event, Map<Attribute, String> single, List<String> buckets, @Nullable Integer code) {
    boolean has(Attribute attribute, String value) {
      return switch (attribute) {
        case RESOURCE_NAME ->
            buckets.contains(value) || buckets.stream().anyMatch(b -> value.equals(arn(b)));
        case RESOURCE_TYPE -> !buckets.isEmpty() && value.equals("AWS::S3::Bucket");
        default -> value.equals(single.get(attribute));
      };
    }
  }

  static String arn(String bucket) {
    return "arn:aws:s3:::" + bucket;
  }

  RandomGenerator random() {
    return random;
  }

  Known next() {
    int number = serial++;
    Map<Attribute, String> known = new EnumMap<>(Attribute.class);
    known.put(Attribute.EVENT_ID, id(number));
    known.put(Attribute.EVENT_NAME, pick(NAMES));
    known.put(
        Attribute.EVENT_SOURCE, random.nextBoolean() ? "s3.amazonaws.com" : "iam.amazonaws.com");
    known.put(Attribute.USERNAME, pick(USERS));
    known.put(Attribute.REGION, pick(REGIONS));
    known.put(Attribute.ACCOUNT_ID, pick(ACCOUNTS));
    known.put(Attribute.SOURCE_IP_ADDRESS, "198.51.100." + random.nextInt(4));
    known.put(Attribute.PRINCIPAL_ARN, "arn:aws:iam::1:user/" + random.nextInt(3));
    if (random.nextInt(3) > 0) {
      known.put(Attribute.READ_ONLY, Boolean.toString(random.nextBoolean()));
    }
    if (random.nextInt(4) == 0) {
      known.put(Attribute.ERROR_CODE, "AccessDenied");
    }
    if (random.nextInt(3) > 0) {
      known.put(Attribute.ACCESS_KEY_ID, "AKIA" + random.nextInt(3));
    }
    List<String> buckets = random.nextInt(3) == 0 ? List.of("b" + random.nextInt(3)) : List.of();
    Integer code = random.nextInt(5) == 0 ? random.nextInt(3) : null;
    Instant time = START.plusSeconds(random.nextInt(10 * 24 * 3_600) / 7_200 * 7_200L);
    byte[] bytes = json(known, buckets, code, time).getBytes(UTF_8);
    if (!(new EventScanner().scan(bytes) instanceof ScannedEvent scanned)) {
      throw new AssertionError("the generator made an event that does not scan");
    }
    String account = known.getOrDefault(Attribute.ACCOUNT_ID, "");
    return new Known(new NewEvent(account, scanned, bytes), known, buckets, code);
  }

  private String id(int number) {
    return "%08x-0000-4000-8000-%012d".formatted(number * 0x9E3779B9, number);
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String json(
      Map<Attribute, String> known, List<String> buckets, @Nullable Integer code, Instant time) {
    String gap = random.nextInt(4) == 0 ? "\n  " : "";
    var json = new StringBuilder("{" + gap + "\"eventVersion\":\"1.11\"");
    json.append(",\"userIdentity\":{\"type\":\"IAMUser\"")
        .append(text("arn", known.get(Attribute.PRINCIPAL_ARN)))
        .append(text("accessKeyId", known.get(Attribute.ACCESS_KEY_ID)))
        .append(text("userName", known.get(Attribute.USERNAME)))
        .append('}')
        .append(gap)
        .append(text("eventTime", time.toString()))
        .append(text("eventID", known.get(Attribute.EVENT_ID)))
        .append(text("eventName", known.get(Attribute.EVENT_NAME)))
        .append(text("eventSource", known.get(Attribute.EVENT_SOURCE)))
        .append(text("awsRegion", known.get(Attribute.REGION)))
        .append(text("sourceIPAddress", known.get(Attribute.SOURCE_IP_ADDRESS)))
        .append(text("errorCode", known.get(Attribute.ERROR_CODE)))
        .append(text("recipientAccountId", known.get(Attribute.ACCOUNT_ID)));
    String readOnly = known.get(Attribute.READ_ONLY);
    if (readOnly != null) {
      json.append(",\"readOnly\":").append(readOnly);
    }
    json.append(",\"requestParameters\":{\"list\":[{\"code\":").append(code).append("}]}");
    if (!buckets.isEmpty()) {
      json.append(",\"resources\":[{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"")
          .append(arn(buckets.getFirst()))
          .append("\"}]");
    }
    return json.append(gap).append('}').toString();
  }

  private String text(String name, @Nullable String value) {
    if (value == null) {
      return "";
    }
    String escaped = value.replace("\"", "\\\"");
    if (random.nextBoolean()) {
      escaped = escaped.replace("\u00fc", "\\u00fc");
    }
    return ",\"" + name + "\":\"" + escaped + "\"";
  }

  /** The same event as {@code known} with other bytes. */
  static NewEvent withOtherBytes(NewEvent event) {
    byte[] longer = Arrays.copyOf(event.bytes(), event.bytes().length + 1);
    longer[longer.length - 1] = ' ';
    return new NewEvent(event.accountId(), event.event(), longer);
  }
}
