package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an ARN tells about the resource behind it. */
final class Arns {
  /** {@code service:kind} (kind = the word before the first '/' or ':') to AWS type name. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("iam:user", "AWS::IAM::User"),
          Map.entry("iam:role", "AWS::IAM::Role"),
          Map.entry("iam:group", "AWS::IAM::Group"),
          Map.entry("iam:policy", "AWS::IAM::Policy"),
          Map.entry("iam:instance-profile", "AWS::IAM::InstanceProfile"),
          Map.entry("iam:mfa", "AWS::IAM::VirtualMFADevice"),
          Map.entry("iam:saml-provider", "AWS::IAM::SAMLProvider"),
          Map.entry("iam:oidc-provider", "AWS::IAM::OIDCProvider"),
          Map.entry("sts:assumed-role", "AWS::STS::AssumedRole"),
          Map.entry("sts:federated-user", "AWS::STS::FederatedUser"),
          Map.entry("ec2:instance", "AWS::EC2::Instance"),
          Map.entry("ec2:security-group", "AWS::EC2::SecurityGroup"),
          Map.entry("ec2:vpc", "AWS::EC2::VPC"),
          Map.entry("ec2:subnet", "AWS::EC2::Subnet"),
          Map.entry("ec2:volume", "AWS::EC2::Volume"),
          Map.entry("ec2:snapshot", "AWS::EC2::Snapshot"),
          Map.entry("ec2:network-interface", "AWS::EC2::NetworkInterface"),
          Map.entry("ec2:route-table", "AWS::EC2::RouteTable"),
          Map.entry("ec2:internet-gateway", "AWS::EC2::InternetGateway"),
          Map.entry("lambda:function", "AWS::Lambda::Function"),
          Map.entry("lambda:layer", "AWS::Lambda::LayerVersion"),
          Map.entry("kms:key", "AWS::KMS::Key"),
          Map.entry("kms:alias", "AWS::KMS::Alias"),
          Map.entry("rds:db", "AWS::RDS::DBInstance"),
          Map.entry("rds:cluster", "AWS::RDS::DBCluster"),
          Map.entry("rds:snapshot", "AWS::RDS::DBSnapshot"),
          Map.entry("rds:cluster-snapshot", "AWS::RDS::DBClusterSnapshot"),
          Map.entry("dynamodb:table", "AWS::DynamoDB::Table"),
          Map.entry("cloudtrail:trail", "AWS::CloudTrail::Trail"),
          Map.entry("cloudformation:stack", "AWS::CloudFormation::Stack"),
          Map.entry("secretsmanager:secret", "AWS::SecretsManager::Secret"),
          Map.entry("logs:log-group", "AWS::Logs::LogGroup"),
          Map.entry("ecr:repository", "AWS::ECR::Repository"),
          Map.entry("ecs:cluster", "AWS::ECS::Cluster"),
          Map.entry("eks:cluster", "AWS::EKS::Cluster"),
          Map.entry("ssm:parameter", "AWS::SSM::Parameter"),
          Map.entry("ssm:document", "AWS::SSM::Document"),
          Map.entry("guardduty:detector", "AWS::GuardDuty::Detector"),
          Map.entry(
              "elasticloadbalancing:loadbalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
          Map.entry("config:config-rule", "AWS::Config::ConfigRule"),
          Map.entry("events:rule", "AWS::Events::Rule"),
          Map.entry("acm:certificate", "AWS::CertificateManager::Certificate"));

  private Arns() {}

  /**
   * What an ARN names, read once.
   *
   * @param isArn whether it is one
   * @param type of the resource, or null where it is not known
   * @param whole the resource by its ARN
   * @param named the resource by its short name, or null when it has none
   */
  record Parsed(
      boolean isArn, @Nullable String type, EventResource whole, @Nullable EventResource named) {}

  /** Reads a text, whether or not it is an ARN. */
  static Parsed parse(byte[] utf8, int from, int to) {
    String text = new String(utf8, from, to - from, UTF_8);
    return parsed(text, resourceType(text));
  }

  /** The same, of a type that the record tells. */
  static Parsed parsed(String arn, @Nullable String type) {
    String name = resourceName(arn);
    return new Parsed(
        isArn(arn),
        type,
        new EventResource(type, arn),
        name.isEmpty() ? null : new EventResource(type, name));
  }

  /** Whether this is {@code arn:partition:service:region:account:resource} without white space. */
  static boolean isArn(String text) {
    if (!text.startsWith("arn:")) {
      return false;
    }
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        colons++;
      } else if (c <= ' ') {
        return false;
      }
    }
    return colons >= 5 && !resource(text).isEmpty();
  }

  static @Nullable String resourceType(String arn) {
    String service = service(arn);
    String resource = resource(arn);
    return switch (service) {
      case "s3" -> resource.indexOf('/') < 0 ? "AWS::S3::Bucket" : "AWS::S3::Object";
      case "sqs" -> "AWS::SQS::Queue";
      case "sns" -> "AWS::SNS::Topic";
      default -> TYPES.get(service + ":" + kind(resource));
    };
  }

  /** The short name behind the ARN: {@code arn:aws:iam::1:role/team/ci} gives {@code ci}. */
  static String resourceName(String arn) {
    String resource = resource(arn);
    if (service(arn).equals("s3")) {
      return resource;
    }
    int cut = Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':'));
    return resource.substring(cut + 1);
  }

  private static String kind(String resource) {
    for (int i = 0; i < resource.length(); i++) {
      char c = resource.charAt(i);
      if (c == '/' || c == ':') {
        return resource.substring(0, i);
      }
    }
    return resource;
  }

  private static String resource(String arn) {
    int from = 0;
    for (int colons = 0; colons < 5; colons++) {
      int colon = arn.indexOf(':', from);
      if (colon < 0) {
        return "";
      }
      from = colon + 1;
    }
    return arn.substring(from);
  }

  private static String service(String arn) {
    int from = arn.indexOf(':', arn.indexOf(':') + 1) + 1;
    int to = arn.indexOf(':', from);
    return from > 0 && to > from ? arn.substring(from, to) : "";
  }
}
