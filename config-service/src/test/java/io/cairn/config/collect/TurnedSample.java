package io.cairn.config.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.recorded.Scenario;
import org.jspecify.annotations.NullMarked;

/** Turns single settings of the sample round, each for a rule that the sample decides one way. */
@NullMarked
final class TurnedSample {

  private TurnedSample() {}

  static void turn(Scenario scenario, String account, String home) {
    scenario.change(account, home, "rds", content -> database(object(content, "DBInstances")));
    scenario.change(account, home, "dynamodb", content -> table(object(content, "Tables")));
    scenario.change(account, home, "sns", content -> topic(object(content, "Topics")));
    scenario.change(account, home, "kms", TurnedSample::keys);
    scenario.change(account, home, "lambda", content -> function(object(content, "Functions")));
    scenario.change(account, "global", "s3", content -> bucket(object(content, "Buckets")));
    scenario.change(account, home, "ec2", TurnedSample::network);
    scenario.change(account, home, "ec2", content -> instance(object(content, "instancesSet")));
  }

  private static ObjectNode object(JsonNode content, String list) {
    return (ObjectNode) content.path(list).path(0);
  }

  private static void database(ObjectNode instance) {
    instance.put("MultiAZ", false).put("DeletionProtection", false);
    instance.put("AutoMinorVersionUpgrade", false).put("MonitoringInterval", 60);
    instance.put("IAMDatabaseAuthenticationEnabled", true).put("MasterUsername", "postgres");
  }

  private static void table(ObjectNode described) {
    ObjectNode table = (ObjectNode) described.path("Table");
    table.remove("SSEDescription");
    table.put("DeletionProtectionEnabled", false);
  }

  private static void topic(ObjectNode topic) {
    ObjectNode attributes = (ObjectNode) topic.path("Attributes");
    attributes.remove("KmsMasterKeyId");
    attributes.put("SQSFailureFeedbackRoleArn", "arn:aws:iam::111122223333:role/deliveries");
  }

  private static void keys(ObjectNode content) {
    object(content, "Keys").put("KeyRotationEnabled", false);
    ((ObjectNode) content.path("Keys").path(1).path("KeyMetadata"))
        .put("KeyState", "PendingDeletion")
        .put("Enabled", false);
  }

  private static void function(ObjectNode function) {
    ObjectNode configuration = (ObjectNode) function.path("Configuration");
    configuration.put("Runtime", "nodejs24.x");
    configuration
        .putObject("DeadLetterConfig")
        .put("TargetArn", "arn:aws:sqs:us-east-1:111122223333:dead");
  }

  private static void bucket(ObjectNode bucket) {
    bucket.withObject("/Versioning").put("MfaDelete", "Enabled");
  }

  private static void network(ObjectNode content) {
    object(content, "subnetSet").put("mapPublicIpOnLaunch", false);
    ((ArrayNode) object(content, "routeTableSet").path("routeSet")).remove(1);
    object(content, "internetGatewaySet").putArray("attachmentSet");
    object(content, "volumeSet").put("status", "available").putArray("attachmentSet");
    object(content, "networkInterfaceSet").put("sourceDestCheck", false);
  }

  private static void instance(ObjectNode instance) {
    instance.put("keyName", "ana").put("instanceType", "t3.large");
    instance.put("virtualizationType", "paravirtual");
    instance
        .putObject("iamInstanceProfile")
        .put("arn", "arn:aws:iam::111122223333:instance-profile/web")
        .put("id", "AIPARECORDEDWEB00001");
    ((ObjectNode) instance.path("monitoring")).put("state", "enabled");
    ((ObjectNode) instance.path("placement")).put("tenancy", "dedicated");
    ((ObjectNode) instance.path("metadataOptions"))
        .put("httpTokens", "optional")
        .put("httpPutResponseHopLimit", 1);
    ObjectNode second = object(instance, "networkInterfaceSet").deepCopy();
    second.put("networkInterfaceId", "eni-0aa10000000000002");
    ((ArrayNode) instance.path("networkInterfaceSet")).add(second);
  }
}
