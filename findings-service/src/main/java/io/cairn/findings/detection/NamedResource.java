package io.cairn.findings.detection;

import static io.cairn.findings.detection.TrailEvent.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event was done to: the one resource in {@code resources}, else the one that a well-known
 * request parameter names. None where {@code resources} names several, or a parameter lists
 * several: such a finding is about the actor.
 *
 * <p>Of several parameters the first of the service's list counts, which is the one that is
 * changed: AttachUserPolicy is about the user, not about the policy.
 */
final class NamedResource {
  /** A request parameter, and the type of what it names. */
  private record Parameter(String name, String type) {}

  private static final Map<String, List<Parameter>> BY_SERVICE =
      Map.ofEntries(
          service("s3", "bucketName", "AWS::S3::Bucket"),
          service(
              "iam",
              "userName",
              "AWS::IAM::User",
              "roleName",
              "AWS::IAM::Role",
              "groupName",
              "AWS::IAM::Group",
              "policyArn",
              "AWS::IAM::Policy",
              "instanceProfileName",
              "AWS::IAM::InstanceProfile"),
          service("sts", "roleArn", "AWS::IAM::Role"),
          service(
              "ec2",
              "groupId",
              "AWS::EC2::SecurityGroup",
              "instanceId",
              "AWS::EC2::Instance",
              "instancesSet.items.instanceId",
              "AWS::EC2::Instance",
              "snapshotId",
              "AWS::EC2::Snapshot",
              "imageId",
              "AWS::EC2::Image",
              "volumeId",
              "AWS::EC2::Volume",
              "networkAclId",
              "AWS::EC2::NetworkAcl",
              "routeTableId",
              "AWS::EC2::RouteTable",
              "internetGatewayId",
              "AWS::EC2::InternetGateway",
              "networkInterfaceId",
              "AWS::EC2::NetworkInterface",
              "subnetId",
              "AWS::EC2::Subnet",
              "vpcId",
              "AWS::EC2::VPC",
              "keyName",
              "AWS::EC2::KeyPair"),
          service(
              "cloudtrail",
              "name",
              "AWS::CloudTrail::Trail",
              "trailName",
              "AWS::CloudTrail::Trail"),
          service("config", "configurationRecorderName", "AWS::Config::ConfigurationRecorder"),
          service("guardduty", "detectorId", "AWS::GuardDuty::Detector"),
          service("kms", "keyId", "AWS::KMS::Key"),
          service("lambda", "functionName", "AWS::Lambda::Function"),
          service("secretsmanager", "secretId", "AWS::SecretsManager::Secret"),
          service("ssm", "name", "AWS::SSM::Parameter"),
          service("sns", "topicArn", "AWS::SNS::Topic"),
          service("sqs", "queueUrl", "AWS::SQS::Queue"),
          service("dynamodb", "tableName", "AWS::DynamoDB::Table"),
          service(
              "rds",
              "dBSnapshotIdentifier",
              "AWS::RDS::DBSnapshot",
              "dBClusterIdentifier",
              "AWS::RDS::DBCluster",
              "dBInstanceIdentifier",
              "AWS::RDS::DBInstance"),
          service("logs", "logGroupName", "AWS::Logs::LogGroup"),
          service("eks", "name", "AWS::EKS::Cluster"),
          service("ecr", "repositoryName", "AWS::ECR::Repository"),
          service("elasticfilesystem", "fileSystemId", "AWS::EFS::FileSystem"),
          service("route53", "hostedZoneId", "AWS::Route53::HostedZone"));

  private NamedResource() {}

  private static Map.Entry<String, List<Parameter>> service(String prefix, String... pairs) {
    Parameter[] parameters = new Parameter[pairs.length / 2];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = new Parameter(pairs[2 * i], pairs[2 * i + 1]);
    }
    return Map.entry(prefix + ".amazonaws.com", List.of(parameters));
  }

  static @Nullable ResourceRef of(JsonNode event) {
    Set<ResourceRef> listed = listed(event.path("resources"));
    if (listed.size() == 1) {
      return listed.iterator().next();
    }
    return listed.isEmpty() ? requested(event) : null;
  }

  /** Those with an ARN: objects of S3 stand there by prefix only. */
  private static Set<ResourceRef> listed(JsonNode resources) {
    Set<ResourceRef> all = new LinkedHashSet<>();
    for (JsonNode resource : resources) {
      String arn = text(resource, "ARN");
      if (arn != null) {
        all.add(ArnResource.of(arn, text(resource, "type")));
      }
    }
    return all;
  }

  private static @Nullable ResourceRef requested(JsonNode event) {
    JsonNode parameters = event.path("requestParameters");
    String source = text(event, "eventSource");
    if (source == null) {
      return null;
    }
    for (Parameter parameter : BY_SERVICE.getOrDefault(source, List.of())) {
      Set<String> ids = new LinkedHashSet<>();
      collect(parameters, parameter.name.split("\\."), 0, ids);
      if (ids.size() == 1) {
        String id = ids.iterator().next();
        return id.startsWith("arn:")
            ? ArnResource.of(id, parameter.type)
            : new ResourceRef(parameter.type, id);
      }
      if (ids.size() > 1) {
        return null;
      }
    }
    return null;
  }

  private static void collect(JsonNode node, String[] path, int depth, Set<String> ids) {
    if (node.isArray()) {
      node.forEach(element -> collect(element, path, depth, ids));
    } else if (depth < path.length) {
      collect(node.path(path[depth]), path, depth + 1, ids);
    } else if (node.isTextual() && !node.textValue().isEmpty()) {
      ids.add(node.textValue());
    }
  }
}
