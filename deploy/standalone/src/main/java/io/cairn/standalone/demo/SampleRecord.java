package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes single CloudTrail records; time, region and account are set by who adds them. */
final class SampleRecord {
  private static final List<String> READ_VERBS =
      List.of("Get", "List", "Describe", "ConsoleLogin", "AssumeRole", "Decrypt");

  private final Random random;

  SampleRecord(Random random) {
    this.random = random;
  }

  /**
   * A call by a user.
   *
   * @param call event source and name, {@code s3.amazonaws.com:ListBuckets}
   * @param accessKeyId null for the console
   */
  ObjectNode user(
      String account,
      String name,
      @Nullable String accessKeyId,
      String from,
      String agent,
      String call) {
    ObjectNode identity =
        Json.of(
            "{'type':'IAMUser','principalId':'%s','arn':'%s','accountId':'%s','userName':'%s'}",
            SampleEvents.userId(account, name), Organisation.userArn(account, name), account, name);
    if (accessKeyId != null) {
      identity.put("accessKeyId", accessKeyId);
    }
    return made(identity, from, agent, call);
  }

  /** A call by a session of a role. */
  ObjectNode role(
      String account, String role, String session, String from, String agent, String call) {
    String id = "AROASAMPLE" + SampleIdentities.digits(account, role);
    ObjectNode identity =
        Json.of(
            """
            {'type':'AssumedRole','principalId':'%s:%s','arn':'arn:aws:sts::%s:assumed-role/%s/%s','accountId':'%s',
             'accessKeyId':'ASIASAMPLE%s','sessionContext':{'sessionIssuer':{'type':'Role','principalId':'%s',
             'arn':'arn:aws:iam::%s:role/%s','accountId':'%s','userName':'%s'}}}""",
            id,
            session,
            account,
            role,
            session,
            account,
            "%010d".formatted(random.nextInt(1_000_000_000)),
            id,
            account,
            role,
            account,
            role);
    return made(identity, from, agent, call);
  }

  /** A call by a service of AWS's. */
  ObjectNode service(String account, String service, String call) {
    ObjectNode identity = Json.of("{'type':'AWSService','invokedBy':'%s'}", service);
    return made(identity, service, service, call).put("sharedEventID", id());
  }

  private ObjectNode made(ObjectNode identity, String from, String agent, String call) {
    String source = call.split(":", -1)[0];
    String name = call.split(":", -1)[1];
    ObjectNode event = Json.object();
    event.put("eventVersion", "1.09");
    event.set("userIdentity", identity);
    event.put("eventTime", "");
    event.put("eventSource", source);
    event.put("eventName", name);
    event.put("awsRegion", "");
    event.put("sourceIPAddress", from);
    event.put("userAgent", agent);
    event.putNull("requestParameters");
    event.putNull("responseElements");
    event.put("requestID", id());
    event.put("eventID", id());
    event.put("readOnly", READ_VERBS.stream().anyMatch(name::startsWith));
    event.put("eventType", "AwsApiCall");
    event.put("managementEvent", true);
    event.put("recipientAccountId", "");
    event.put("eventCategory", "Management");
    return event;
  }

  private String id() {
    long most = (random.nextLong() & ~0xf000L) | 0x4000L;
    long least = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }
}
