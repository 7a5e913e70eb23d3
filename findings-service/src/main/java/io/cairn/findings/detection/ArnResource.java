package io.cairn.findings.detection;

import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resource an ARN names: its type, where the record does not say it, and the id that AWS Config
 * gives such a resource, so that a finding leads to its configuration. Where Config's id is not in
 * the ARN (IAM's unique ids), the name stands in; else the ARN itself is the id.
 */
final class ArnResource {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("s3", "AWS::S3::Bucket"),
          Map.entry("iam:user", "AWS::IAM::User"),
          Map.entry("iam:role", "AWS::IAM::Role"),
          Map.entry("iam:group", "AWS::IAM::Group"),
          Map.entry("iam:policy", "AWS::IAM::Policy"),
          Map.entry("kms:key", "AWS::KMS::Key"),
          Map.entry("lambda:function", "AWS::Lambda::Function"),
          Map.entry("dynamodb:table", "AWS::DynamoDB::Table"),
          Map.entry("sns", "AWS::SNS::Topic"),
          Map.entry("sqs", "AWS::SQS::Queue"),
          Map.entry("ec2:instance", "AWS::EC2::Instance"),
          Map.entry("ec2:security-group", "AWS::EC2::SecurityGroup"),
          Map.entry("ec2:volume", "AWS::EC2::Volume"),
          Map.entry("ec2:vpc", "AWS::EC2::VPC"),
          Map.entry("cloudtrail:trail", "AWS::CloudTrail::Trail"),
          Map.entry("secretsmanager:secret", "AWS::SecretsManager::Secret"),
          Map.entry("rds:db", "AWS::RDS::DBInstance"));

  private static final Set<String> BY_NAME =
      Set.of("iam", "kms", "lambda", "dynamodb", "ec2", "rds", "cloudtrail", "eks", "ecr");

  private ArnResource() {}

  static ResourceRef of(String arn, @Nullable String statedType) {
    String[] parts = arn.split(":", 6);
    if (parts.length < 6) {
      return new ResourceRef(statedType == null ? "unknown" : statedType, arn);
    }
    String service = parts[2];
    String resource = parts[5];
    int end = kindEnd(resource);
    String kind = end < 0 ? service : service + ":" + resource.substring(0, end);
    String type =
        statedType != null
            ? statedType
            : TYPES.getOrDefault(kind, TYPES.getOrDefault(service, "unknown"));
    return new ResourceRef(type, id(service, arn, resource, end));
  }

  private static int kindEnd(String resource) {
    for (int i = 0; i < resource.length(); i++) {
      if (resource.charAt(i) == '/' || resource.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }

  private static String id(String service, String arn, String resource, int kindEnd) {
    if (service.equals("s3")) {
      int slash = resource.indexOf('/');
      return slash < 0 ? resource : resource.substring(0, slash);
    }
    if (service.equals("iam") && !resource.startsWith("policy")) {
      return resource.substring(resource.lastIndexOf('/') + 1);
    }
    return kindEnd >= 0 && !service.equals("iam") && BY_NAME.contains(service)
        ? resource.substring(kindEnd + 1)
        : arn;
  }
}
