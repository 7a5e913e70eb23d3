package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Two weeks of the organisation's API events: people at work on weekdays, the build server at any
 * hour, functions all the time; then, in the last hours, somebody with the build server's key who
 * looks around. The same seed and moment give the same events.
 */
final class SampleEvents {
  /** One event as CloudTrail would log it. */
  record Event(Instant time, String account, String region, ObjectNode body) {}

  static final int DAYS = 14;

  private static final String CONSOLE = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36";
  private static final String BUILD_AGENT = "aws-sdk-java/2.40.2 md/io#async ua/2.1 os/Linux#6.8";
  private static final String INTRUDER_AGENT =
      "aws-cli/2.17.9 md/prompt#off source/x86_64.kali.2026";

  private static final List<String> READS =
      List.of(
          "ec2.amazonaws.com:DescribeInstances",
          "s3.amazonaws.com:GetBucketLocation",
          "rds.amazonaws.com:DescribeDBInstances",
          "lambda.amazonaws.com:ListFunctions20150331",
          "cloudtrail.amazonaws.com:DescribeTrails",
          "kms.amazonaws.com:ListAliases",
          "dynamodb.amazonaws.com:DescribeTable");

  /** What an intruder looks at, and whether the key may. */
  private static final List<String> LOOKED_AT =
      List.of(
          "s3.amazonaws.com:ListBuckets:",
          "iam.amazonaws.com:ListUsers:",
          "iam.amazonaws.com:ListRoles:",
          "iam.amazonaws.com:GetAccountAuthorizationDetails:",
          "iam.amazonaws.com:ListAttachedUserPolicies:",
          "ec2.amazonaws.com:DescribeInstances:",
          "ec2.amazonaws.com:DescribeSecurityGroups:",
          "ec2.amazonaws.com:DescribeSnapshots:",
          "secretsmanager.amazonaws.com:ListSecrets:AccessDenied",
          "secretsmanager.amazonaws.com:GetSecretValue:AccessDenied",
          "ssm.amazonaws.com:DescribeParameters:AccessDenied",
          "rds.amazonaws.com:DescribeDBSnapshots:AccessDenied",
          "organizations.amazonaws.com:ListAccounts:AccessDenied",
          "guardduty.amazonaws.com:ListDetectors:AccessDenied",
          "kms.amazonaws.com:ListKeys:AccessDenied",
          "dynamodb.amazonaws.com:ListTables:AccessDenied",
          "cloudtrail.amazonaws.com:DescribeTrails:");

  private final SampleClock clock;
  private final SampleRecord records;
  private final Random random;
  private final List<Event> events = new ArrayList<>();

  private SampleEvents(SampleClock clock, long seed) {
    this.clock = clock;
    this.random = new Random(seed);
    this.records = new SampleRecord(random);
  }

  /**
   * What has happened until now, oldest first: the ordinary, the leaked key, the reconnaissance.
   */
  static List<Event> history(SampleClock clock, long seed) {
    var sample = new SampleEvents(clock, seed);
    sample.ordinary();
    sample.reconnaissance();
    sample.events.sort(Comparator.comparing(Event::time));
    return List.copyOf(sample.events);
  }

  /**
   * What the intruder does now, oldest first, within the ten seconds before {@code now}: a new user
   * with a key and every permission, the bucket opened, the logging stopped.
   */
  static List<Event> intrusion(SampleClock clock, long seed) {
    var sample = new SampleEvents(clock, seed + 1);
    sample.strike();
    return List.copyOf(sample.events);
  }

  private void ordinary() {
    Instant end = clock.now().minus(Duration.ofMinutes(10));
    Instant day = end.minus(Duration.ofDays(DAYS)).truncatedTo(ChronoUnit.DAYS);
    for (int i = 0; i <= DAYS; i++, day = day.plus(Duration.ofDays(1))) {
      boolean weekend = day.atZone(ZoneOffset.UTC).getDayOfWeek().getValue() > 5;
      if (!weekend) {
        person("ana", Organisation.PRODUCTION, day, 14);
        person("ben", Organisation.PRODUCTION, day, 22);
        person("ben", Organisation.STAGING, day, 10);
      }
      deployments(day, weekend ? 1 : 4);
      functions(Organisation.PRODUCTION, day, 40);
      functions(Organisation.STAGING, day, 12);
    }
    events.removeIf(
        event ->
            event.time().isAfter(end) || event.time().isBefore(end.minus(Duration.ofDays(DAYS))));
  }

  private void person(String name, String account, Instant day, int reads) {
    Instant at = day.plus(Duration.ofMinutes(8 * 60 + random.nextInt(90)));
    ObjectNode login =
        records.user(
            account, name, null, Organisation.OFFICE, CONSOLE, "signin.amazonaws.com:ConsoleLogin");
    login.put("eventType", "AwsConsoleSignIn");
    login.set("responseElements", Json.of("{'ConsoleLogin':'Success'}"));
    login.set(
        "additionalEventData", Json.of("{'MFAUsed':'%s'}", name.equals("ana") ? "Yes" : "No"));
    add(at, account, Organisation.GLOBAL_REGION, login);
    for (int i = 0; i < reads; i++) {
      at = at.plus(Duration.ofSeconds(60 + random.nextInt(1_500)));
      ObjectNode read =
          records.user(account, name, null, Organisation.OFFICE, CONSOLE, pick(READS));
      add(at, account, Organisation.HOME_REGION, read);
    }
  }

  private void deployments(Instant day, int times) {
    for (int i = 0; i < times; i++) {
      Instant at = day.plus(Duration.ofMinutes(random.nextInt(24 * 60)));
      String account = i % 2 == 0 ? Organisation.PRODUCTION : Organisation.STAGING;
      if (account.equals(Organisation.STAGING)) {
        add(
            at,
            account,
            Organisation.HOME_REGION,
            records.role(
                account,
                "function-runtime",
                "build-" + i,
                Organisation.BUILD_SERVER,
                BUILD_AGENT,
                "lambda.amazonaws.com:UpdateFunctionCode20150331v2"));
        continue;
      }
      ObjectNode identity =
          deploy("sts.amazonaws.com:GetCallerIdentity", Organisation.BUILD_SERVER, BUILD_AGENT);
      add(at, account, Organisation.GLOBAL_REGION, identity);
      ObjectNode update =
          deploy(
              "lambda.amazonaws.com:UpdateFunctionCode20150331v2",
              Organisation.BUILD_SERVER,
              BUILD_AGENT);
      update.set("requestParameters", Json.of("{'functionName':'invoice-render','publish':false}"));
      add(at.plusSeconds(7), account, Organisation.HOME_REGION, update);
    }
  }

  private void functions(String account, Instant day, int times) {
    for (int i = 0; i < times; i++) {
      Instant at = day.plus(Duration.ofSeconds(random.nextInt(24 * 3_600)));
      ObjectNode assume =
          records.service(account, "lambda.amazonaws.com", "sts.amazonaws.com:AssumeRole");
      assume.set(
          "requestParameters",
          Json.of(
              "{'roleArn':'arn:aws:iam::%s:role/function-runtime','roleSessionName':'invoice-render'}",
              account));
      add(at, account, Organisation.HOME_REGION, assume);
      ObjectNode decrypt =
          records.role(
              account,
              "function-runtime",
              "invoice-render",
              "10.20.1.10",
              BUILD_AGENT,
              "kms.amazonaws.com:Decrypt");
      add(at.plusSeconds(1), account, Organisation.HOME_REGION, decrypt);
    }
  }

  // The key turns up at an address it was never used from, and somebody looks at everything.
  private void reconnaissance() {
    Instant at = clock.now().minus(Duration.ofMinutes(170));
    String account = Organisation.PRODUCTION;
    add(at, account, Organisation.GLOBAL_REGION, intruder("sts.amazonaws.com:GetCallerIdentity"));
    for (String region :
        List.of(Organisation.HOME_REGION, Organisation.GLOBAL_REGION, "ap-southeast-1")) {
      for (String each : LOOKED_AT) {
        at = at.plusSeconds(4 + random.nextInt(12));
        String[] words = each.split(":", -1);
        ObjectNode look = intruder(words[0] + ":" + words[1]);
        if (!words[2].isEmpty()) {
          look.put("errorCode", words[2]);
          look.put(
              "errorMessage",
              "User: %s is not authorized to perform: %s:%s"
                  .formatted(
                      Organisation.userArn(account, Organisation.LEAKED_USER),
                      words[0].split("\\.", -1)[0],
                      words[1]));
        }
        add(at, account, region, look);
      }
    }
  }

  private void strike() {
    String account = Organisation.PRODUCTION;
    Instant at = clock.now().minusSeconds(6);
    String user = Organisation.BACKDOOR_USER;
    ObjectNode create = intruder("iam.amazonaws.com:CreateUser");
    create.set("requestParameters", Json.of("{'userName':'%s'}", user));
    create.set(
        "responseElements",
        Json.of(
            "{'user':{'userName':'%s','userId':'%s','arn':'%s','path':'/'}}",
            user, userId(account, user), Organisation.userArn(account, user)));
    add(at, account, Organisation.GLOBAL_REGION, create);
    ObjectNode key = intruder("iam.amazonaws.com:CreateAccessKey");
    key.set("requestParameters", Json.of("{'userName':'%s'}", user));
    key.set(
        "responseElements",
        Json.of(
            "{'accessKey':{'userName':'%s','accessKeyId':'%s','status':'Active'}}",
            user, Organisation.BACKDOOR_KEY));
    add(at.plusSeconds(1), account, Organisation.GLOBAL_REGION, key);
    ObjectNode attach = intruder("iam.amazonaws.com:AttachUserPolicy");
    attach.set(
        "requestParameters",
        Json.of(
            "{'userName':'%s','policyArn':'arn:aws:iam::aws:policy/AdministratorAccess'}", user));
    add(at.plusSeconds(2), account, Organisation.GLOBAL_REGION, attach);
    withNewKey(at.plusSeconds(3));
  }

  private void withNewKey(Instant at) {
    String account = Organisation.PRODUCTION;
    String bucket = Organisation.OPENED_BUCKET;
    ObjectNode block = backdoor("s3.amazonaws.com:DeleteBucketPublicAccessBlock");
    block.set("requestParameters", Json.of("{'bucketName':'%s','publicAccessBlock':''}", bucket));
    block.set("resources", bucketResource(account, bucket));
    add(at, account, Organisation.HOME_REGION, block);
    ObjectNode policy = backdoor("s3.amazonaws.com:PutBucketPolicy");
    ObjectNode request = Json.of("{'bucketName':'%s','policy':''}", bucket);
    request.set("bucketPolicy", SampleStorage.openToTheWorld());
    policy.set("requestParameters", request);
    policy.set("resources", bucketResource(account, bucket));
    add(at.plusSeconds(1), account, Organisation.HOME_REGION, policy);
    ObjectNode stop = backdoor("cloudtrail.amazonaws.com:StopLogging");
    stop.set("requestParameters", Json.of("{'name':'%s'}", Organisation.trailArn()));
    add(at.plusSeconds(2), account, Organisation.HOME_REGION, stop);
  }

  private static JsonNode bucketResource(String account, String bucket) {
    return Json.of(
            "{'list':[{'accountId':'%s','type':'AWS::S3::Bucket','ARN':'arn:aws:s3:::%s'}]}",
            account, bucket)
        .path("list");
  }

  private ObjectNode deploy(String call, String from, String agent) {
    return records.user(
        Organisation.PRODUCTION,
        Organisation.LEAKED_USER,
        Organisation.LEAKED_KEY,
        from,
        agent,
        call);
  }

  private ObjectNode intruder(String call) {
    return deploy(call, Organisation.INTRUDER, INTRUDER_AGENT);
  }

  private ObjectNode backdoor(String call) {
    return records.user(
        Organisation.PRODUCTION,
        Organisation.BACKDOOR_USER,
        Organisation.BACKDOOR_KEY,
        Organisation.INTRUDER,
        INTRUDER_AGENT,
        call);
  }

  private void add(Instant time, String account, String region, ObjectNode body) {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    body.put("eventTime", second.toString());
    body.put("awsRegion", region);
    body.put("recipientAccountId", account);
    events.add(new Event(second, account, region, body));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  static String userId(String account, String name) {
    return "AIDASAMPLE" + SampleIdentities.digits(account, name);
  }
}
