package io.cairn.config.collect.ec2;

import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.SdkType;
import io.cairn.config.collect.sdk.SdkTypeBuilder;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The EC2 family: one list call each, a thousand a page, and no call more. */
public final class Ec2Types {

  static final String VPC = "AWS::EC2::VPC";
  public static final String SUBNET = "AWS::EC2::Subnet";
  static final String INSTANCE = "AWS::EC2::Instance";
  static final String INTERFACE = "AWS::EC2::NetworkInterface";
  public static final String GROUP = "AWS::EC2::SecurityGroup";
  static final String VOLUME = "AWS::EC2::Volume";
  static final String TABLE = "AWS::EC2::RouteTable";
  static final String GATEWAY = "AWS::EC2::InternetGateway";

  static final int PAGE = 1000;
  static final String TAGGED = "CreateTags|DeleteTags > req.resourcesSet.items[].resourceId";

  /** What was attached to instances that are no more. */
  static final String OF_TERMINATED =
      "TerminateInstances > related:req.instancesSet.items[].instanceId; ";

  /** A VPC comes with a group and a route table of its own, and takes them with it. */
  static final String WITH_VPC = "CreateVpc|CreateDefaultVpc > *; DeleteVpc > related:req.vpcId; ";

  private Ec2Types() {}

  public static List<Collector> all() {
    return List.of(
        Ec2NetworkTypes.vpcs(),
        Ec2NetworkTypes.subnets(),
        Ec2NetworkTypes.securityGroups(),
        Ec2NetworkTypes.routeTables(),
        Ec2NetworkTypes.internetGateways(),
        Ec2ComputeTypes.instances(),
        Ec2ComputeTypes.volumes(),
        Ec2ComputeTypes.networkInterfaces());
  }

  /**
   * A type of EC2: its ARN and ids have {@code arnPart} and {@code prefix}.
   *
   * @param finder describes by one id
   */
  static <L extends SdkPojo> SdkTypeBuilder<Ec2Client, L> type(
      String resourceType,
      String arnPart,
      String prefix,
      String idPath,
      String listAction,
      SdkType.Pages<Ec2Client, L> pages,
      Function<Ec2Client, Function<String, List<L>>> finder) {
    return new SdkTypeBuilder<>(
            Ec2Client.class,
            resourceType,
            listAction,
            pages,
            (ec2, wanted) -> finder.apply(ec2).apply(wanted.id()))
        .spelled(Family.FIRST_LETTER, ItemMapper::map)
        .identity(idPath, "arn:{p}:ec2:{r}:{a}:" + arnPart + "/{id}", null)
        .recognised(prefix + "-[0-9a-f]{8,17}", arn -> Arns.resource(arn, "ec2", arnPart + "/"));
  }
}
