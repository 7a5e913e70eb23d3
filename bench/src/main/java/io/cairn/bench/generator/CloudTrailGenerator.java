package io.cairn.bench.generator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes CloudTrail records, the same for the same seed: about 1.3 KB each, of 24 accounts, with the
 * repetition of users, roles, agents and addresses that real ones have, and event times that go
 * forward by a few milliseconds each.
 */
public final class CloudTrailGenerator {
  private static final String[] AGENTS = {
    "aws-sdk-java/2.40.2 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1 lang/java#25 md/OpenJDK_64-Bit_Server_VM m/D,N",
    "aws-cli/2.23.6 md/awscrt#0.23.4 ua/2.0 os/linux#6.1.0 md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython",
    "Boto3/1.43.11 md/Botocore#1.43.11 ua/2.0 os/linux#5.10 md/arch#aarch64 lang/python#3.13.1",
    "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.82.0",
    "ec2.amazonaws.com",
    "console.amazonaws.com"
  };
  private static final String[] REGIONS = {
    "eu-west-1", "eu-west-1", "eu-west-1", "us-east-1", "us-east-1", "ap-southeast-2"
  };
  private static final String[] ERRORS = {
    "AccessDenied", "ThrottlingException", "NoSuchEntityException", "ValidationException"
  };
  private static final int ACCOUNTS = 24;
  private static final HexFormat HEX = HexFormat.of();

  private final RandomGenerator random;
  private final int totalWeight;
  private long timeMillis;

  /**
   * A generator.
   *
   * @param seed decides every byte
   * @param start time of the first record
   */
  public CloudTrailGenerator(long seed, Instant start) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.timeMillis = start.toEpochMilli();
    int weight = 0;
    for (Call call : Call.MIX) {
      weight += call.weight();
    }
    this.totalWeight = weight;
  }

  /** The next record, as compact JSON in CloudTrail's order of keys. */
  public byte[] next() {
    timeMillis += random.nextInt(8);
    Call call = pick();
    String account = account(random.nextInt(ACCOUNTS));
    String region =
        call.service().equals("iam") ? "us-east-1" : REGIONS[random.nextInt(REGIONS.length)];
    String error = random.nextInt(40) == 0 ? ERRORS[random.nextInt(ERRORS.length)] : "";
    var json = new StringBuilder(1_600);
    json.append("{\"eventVersion\":\"1.11\",\"userIdentity\":").append(identity(account));
    json.append(",\"eventTime\":\"")
        .append(Instant.ofEpochMilli(timeMillis).truncatedTo(ChronoUnit.SECONDS));
    json.append("\",\"eventSource\":\"")
        .append(call.service())
        .append(".amazonaws.com\",\"eventName\":\"")
        .append(call.name());
    json.append("\",\"awsRegion\":\"")
        .append(region)
        .append("\",\"sourceIPAddress\":\"")
        .append(address());
    json.append("\",\"userAgent\":\"").append(AGENTS[random.nextInt(AGENTS.length)]).append('"');
    if (!error.isEmpty()) {
      json.append(",\"errorCode\":\"")
          .append(error)
          .append("\",\"errorMessage\":\"The request was refused\"");
    }
    json.append(",\"requestParameters\":").append(fill(call.request(), account));
    json.append(",\"responseElements\":")
        .append(call.readOnly() ? "null" : "{\"requestId\":\"" + uuid() + "\"}");
    json.append(",\"requestID\":\"").append(uuid()).append("\",\"eventID\":\"").append(uuid());
    json.append("\",\"readOnly\":").append(call.readOnly()).append(resources(call, account));
    json.append(",\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":\"")
        .append(account);
    json.append(
        "\",\"eventCategory\":\"Management\",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",");
    json.append("\"clientProvidedHostHeader\":\"")
        .append(call.service())
        .append('.')
        .append(region)
        .append(".amazonaws.com\"}}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Account number {@code index} of the generated organisation. */
  public static String account(int index) {
    return String.format(Locale.ROOT, "%012d", 111_122_223_333L + index * 7_919L);
  }

  private Call pick() {
    int at = random.nextInt(totalWeight);
    for (Call call : Call.MIX) {
      at -= call.weight();
      if (at < 0) {
        return call;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }

  private String identity(String account) {
    int who = random.nextInt(60);
    String key = (who < 12 ? "AKIA" : "ASIA") + String.format(Locale.ROOT, "%016d", who * 31_337L);
    if (who < 12) {
      return "{\"type\":\"IAMUser\",\"principalId\":\"AIDA"
          + String.format(Locale.ROOT, "%016d", who)
          + "\",\"arn\":\"arn:aws:iam::"
          + account
          + ":user/user-"
          + who
          + "\",\"accountId\":\""
          + account
          + "\",\"accessKeyId\":\""
          + key
          + "\",\"userName\":\"user-"
          + who
          + "\"}";
    }
    String role = "app-" + who % 20;
    String id = "AROA" + String.format(Locale.ROOT, "%016d", who);
    return "{\"type\":\"AssumedRole\",\"principalId\":\""
        + id
        + ":session-"
        + who
        + "\",\"arn\":\"arn:aws:sts::"
        + account
        + ":assumed-role/"
        + role
        + "/session-"
        + who
        + "\",\"accountId\":\""
        + account
        + "\",\"accessKeyId\":\""
        + key
        + "\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\""
        + id
        + "\",\"arn\":\"arn:aws:iam::"
        + account
        + ":role/"
        + role
        + "\",\"accountId\":\""
        + account
        + "\",\"userName\":\""
        + role
        + "\"},\"attributes\":{\"creationDate\":\"2026-11-24T00:00:00Z\",\"mfaAuthenticated\":\"false\"}}}";
  }

  private String resources(Call call, String account) {
    if (!call.service().equals("kms")) {
      return "";
    }
    return ",\"resources\":[{\"accountId\":\""
        + account
        + "\",\"type\":\"AWS::KMS::Key\",\"ARN\":\"arn:aws:kms:eu-west-1:"
        + account
        + ":key/"
        + key(random.nextInt(40))
        + "\"}]";
  }

  private String fill(String template, String account) {
    return template
        .replace("$a", account)
        .replace("$b", "bucket-" + random.nextInt(300))
        .replace("$u", "user-" + random.nextInt(12))
        .replace("$i", "i-" + HEX.toHexDigits(random.nextLong(2_000) * 0x9E3779B97L, 16))
        .replace("$k", key(random.nextInt(40)))
        .replace("$n", Integer.toString(10 + random.nextInt(90)));
  }

  private static String key(int index) {
    return String.format(Locale.ROOT, "%08x-0000-4000-8000-%012x", index * 7_919, index);
  }

  private String address() {
    return "203.0.113." + random.nextInt(1, 60);
  }

  private String uuid() {
    String hex = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-4"
        + hex.substring(13, 16)
        + "-a"
        + hex.substring(17, 20)
        + "-"
        + hex.substring(20);
  }
}
