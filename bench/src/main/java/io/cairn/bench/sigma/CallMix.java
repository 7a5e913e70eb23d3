package io.cairn.bench.sigma;

import java.util.Random;

/**
 * API calls by the hundred, few often and most seldom, put in place of the generator's own 22 so
 * that rules by name have something to tell apart.
 */
final class CallMix {
  static final String[] SERVICES = {
    "ec2",
    "iam",
    "s3",
    "kms",
    "sts",
    "lambda",
    "rds",
    "logs",
    "cloudtrail",
    "config",
    "eks",
    "ecs",
    "secretsmanager",
    "ssm",
    "sns",
    "sqs",
    "dynamodb",
    "glue",
    "guardduty",
    "organizations"
  };
  static final String[] VERBS = {
    "Describe",
    "List",
    "Get",
    "Put",
    "Create",
    "Update",
    "Delete",
    "Attach",
    "Detach",
    "Start",
    "Stop",
    "Tag",
    "Untag",
    "Modify",
    "Associate",
    "Disassociate",
    "Enable",
    "Disable",
    "Register",
    "Invoke"
  };
  static final String[] NOUNS = {
    "Instances",
    "Volume",
    "Bucket",
    "BucketPolicy",
    "Role",
    "RolePolicy",
    "User",
    "Group",
    "Key",
    "KeyPolicy",
    "Alias",
    "Function",
    "Trail",
    "EventSelectors",
    "Recorder",
    "Cluster",
    "Nodegroup",
    "Secret",
    "Parameter",
    "Topic",
    "Queue",
    "Table",
    "Stream",
    "Snapshot",
    "SecurityGroup",
    "Subnet",
    "RouteTable",
    "Vpc",
    "Endpoint",
    "Detector",
    "Member",
    "Account",
    "LogGroup",
    "Alarm",
    "Image",
    "LaunchTemplate",
    "Certificate",
    "Domain",
    "Dashboard",
    "Backup"
  };
  private static final double KEPT = 0.5;

  private final Random random;

  CallMix(Random random) {
    this.random = random;
  }

  /** Half of the records keep their call, the others get one of 16,000, the low ones mostly. */
  String spread(String event) {
    if (random.nextDouble() < KEPT) {
      return odd(event);
    }
    String source = SERVICES[skewed(SERVICES.length)];
    String name = VERBS[skewed(VERBS.length)] + NOUNS[skewed(NOUNS.length)];
    int at = event.indexOf("\"eventSource\":");
    int end = event.indexOf(",\"awsRegion\"");
    return odd(
        event.substring(0, at)
            + "\"eventSource\":\"%s.amazonaws.com\",\"eventName\":\"%s\"".formatted(source, name)
            + event.substring(end));
  }

  private String odd(String event) {
    return switch (random.nextInt(60)) {
      case 0 -> event.replace("\"userName\":\"user-", "\"userName\":\"ren\u00e9-");
      case 1 -> event.replace("\"userName\":\"app-", "\"userName\":\"team\\/app-");
      default -> event;
    };
  }

  private int skewed(int bound) {
    return (int) (bound * Math.pow(random.nextDouble(), 3));
  }
}
