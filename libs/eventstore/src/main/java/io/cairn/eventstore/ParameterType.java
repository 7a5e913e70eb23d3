package io.cairn.eventstore;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of resource that a request or response parameter names: one type everywhere, or one for
 * each service.
 *
 * @param everywhere the type whatever the service, or null
 * @param byEventSource the type for {@code s3.amazonaws.com} and the like
 */
record ParameterType(@Nullable String everywhere, Map<String, String> byEventSource) {
  private static final String SECURITY_GROUP = "AWS::EC2::SecurityGroup";

  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("bucketName", "AWS::S3::Bucket"),
          Map.entry("userName", "AWS::IAM::User"),
          Map.entry("roleName", "AWS::IAM::Role"),
          Map.entry("policyName", "AWS::IAM::Policy"),
          Map.entry("instanceProfileName", "AWS::IAM::InstanceProfile"),
          Map.entry("accessKeyId", "AWS::IAM::AccessKey"),
          Map.entry("serialNumber", "AWS::IAM::VirtualMFADevice"),
          Map.entry("assumedRoleId", "AWS::STS::AssumedRole"),
          Map.entry("roleSessionName", "AWS::STS::AssumedRole"),
          Map.entry("instanceId", "AWS::EC2::Instance"),
          Map.entry("groupId", "AWS::EC2::SecurityGroup"),
          Map.entry("vpcId", "AWS::EC2::VPC"),
          Map.entry("subnetId", "AWS::EC2::Subnet"),
          Map.entry("volumeId", "AWS::EC2::Volume"),
          Map.entry("snapshotId", "AWS::EC2::Snapshot"),
          Map.entry("imageId", "AWS::EC2::Ami"),
          Map.entry("networkInterfaceId", "AWS::EC2::NetworkInterface"),
          Map.entry("routeTableId", "AWS::EC2::RouteTable"),
          Map.entry("internetGatewayId", "AWS::EC2::InternetGateway"),
          Map.entry("natGatewayId", "AWS::EC2::NatGateway"),
          Map.entry("networkAclId", "AWS::EC2::NetworkAcl"),
          Map.entry("allocationId", "AWS::EC2::EIP"),
          Map.entry("vpcEndpointId", "AWS::EC2::VPCEndpoint"),
          Map.entry("keyName", "AWS::EC2::KeyPair"),
          Map.entry("functionName", "AWS::Lambda::Function"),
          Map.entry("tableName", "AWS::DynamoDB::Table"),
          Map.entry("queueUrl", "AWS::SQS::Queue"),
          Map.entry("queueName", "AWS::SQS::Queue"),
          Map.entry("dBInstanceIdentifier", "AWS::RDS::DBInstance"),
          Map.entry("dBClusterIdentifier", "AWS::RDS::DBCluster"),
          Map.entry("dBSnapshotIdentifier", "AWS::RDS::DBSnapshot"),
          Map.entry("dBClusterSnapshotIdentifier", "AWS::RDS::DBClusterSnapshot"),
          Map.entry("secretId", "AWS::SecretsManager::Secret"),
          Map.entry("stackName", "AWS::CloudFormation::Stack"),
          Map.entry("logGroupName", "AWS::Logs::LogGroup"),
          Map.entry("repositoryName", "AWS::ECR::Repository"),
          Map.entry("hostedZoneId", "AWS::Route53::HostedZone"),
          Map.entry("autoScalingGroupName", "AWS::AutoScaling::AutoScalingGroup"),
          Map.entry("detectorId", "AWS::GuardDuty::Detector"),
          Map.entry("configRuleName", "AWS::Config::ConfigRule"),
          Map.entry("trailName", "AWS::CloudTrail::Trail"));

  /** Names that mean something else in each service: service prefix, colon, name. */
  private static final Map<String, String> BY_SERVICE =
      Map.ofEntries(
          Map.entry("iam:groupName", "AWS::IAM::Group"),
          Map.entry("ec2:groupName", "AWS::EC2::SecurityGroup"),
          Map.entry("kms:keyId", "AWS::KMS::Key"),
          Map.entry("kms:aliasName", "AWS::KMS::Alias"),
          Map.entry("ecs:cluster", "AWS::ECS::Cluster"),
          Map.entry("eks:name", "AWS::EKS::Cluster"),
          Map.entry("eks:clusterName", "AWS::EKS::Cluster"),
          Map.entry("ecs:clusterName", "AWS::ECS::Cluster"),
          Map.entry("cloudtrail:name", "AWS::CloudTrail::Trail"),
          Map.entry("secretsmanager:name", "AWS::SecretsManager::Secret"),
          Map.entry("ssm:name", "AWS::SSM::Parameter"),
          Map.entry("ssm:documentName", "AWS::SSM::Document"),
          Map.entry("sns:name", "AWS::SNS::Topic"),
          Map.entry("events:name", "AWS::Events::Rule"));

  /** All names that may name a resource. */
  static Map<String, ParameterType> byName() {
    Map<String, ParameterType> types = new HashMap<>();
    BY_NAME.forEach((name, type) -> types.put(name, new ParameterType(type, new HashMap<>())));
    BY_SERVICE.forEach(
        (key, type) -> {
          int colon = key.indexOf(':');
          types
              .computeIfAbsent(
                  key.substring(colon + 1), _ -> new ParameterType(null, new HashMap<>()))
              .byEventSource()
              .put(key.substring(0, colon) + ".amazonaws.com", type);
        });
    return types;
  }

  /** The type of the resource a value names, or null when it names none. */
  @Nullable String of(String value, @Nullable String eventSource) {
    if (everywhere == null) {
      return eventSource == null ? null : byEventSource.get(eventSource);
    }
    return everywhere.equals(SECURITY_GROUP) && !value.startsWith("sg-") ? null : everywhere;
  }
}
