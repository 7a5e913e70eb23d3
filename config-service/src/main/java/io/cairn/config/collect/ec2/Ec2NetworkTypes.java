package io.cairn.config.collect.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.sdk.Page;
import java.util.List;

/**
 * Networks: VPCs, subnets, security groups, route tables, internet gateways. As with AWS Config, a
 * VPC's flow logs and DNS attributes are no part of its item; edges to network ACLs and to gateways
 * of VPNs lead to resources that are not recorded. What AWS Config repeats on the other end of an
 * edge (a VPC contains its subnets) is worked out from the recorded end when it is asked for: AWS
 * writes it unreliably, and one change would make items of resources that did not change.
 */
final class Ec2NetworkTypes {

  /** AWS caps pages of route tables at a hundred. */
  private static final int ROUTE_TABLES = 100;

  private static final String MANY_ZONES = "Multiple Availability Zones";

  private Ec2NetworkTypes() {}

  static Collector vpcs() {
    return Ec2Types.type(
            Ec2Types.VPC,
            "vpc",
            "vpc",
            "vpcId",
            "ec2:DescribeVpcs",
            (ec2, token) -> {
              var page = ec2.describeVpcs(r -> r.maxResults(Ec2Types.PAGE).nextToken(token));
              return new Page<>(page.vpcs(), page.nextToken());
            },
            ec2 -> id -> ec2.describeVpcs(r -> r.vpcIds(id)).vpcs())
        .tagsAt("tags")
        .zone(body -> MANY_ZONES)
        .goneCodes("InvalidVpcID.NotFound")
        .transitionalWhen("state", "pending")
        .events(
            "ec2",
            "CreateVpc|CreateDefaultVpc > res.vpc.vpcId; DeleteVpc|ModifyVpcAttribute"
                + "|AssociateDhcpOptions > req.vpcId; AssociateVpcCidrBlock"
                + " > req.vpcId else req.AssociateVpcCidrBlockRequest.VpcId; "
                + "DisassociateVpcCidrBlock"
                + " > res.DisassociateVpcCidrBlockResponse.vpcId else res.vpcId; "
                + "ModifyVpcTenancy > req.vpcId else req.ModifyVpcTenancyRequest.VpcId; "
                + Ec2Types.TAGGED)
        .build();
  }

  static Collector subnets() {
    return Ec2Types.type(
            Ec2Types.SUBNET,
            "subnet",
            "subnet",
            "subnetId",
            "ec2:DescribeSubnets",
            (ec2, token) -> {
              var page = ec2.describeSubnets(r -> r.maxResults(Ec2Types.PAGE).nextToken(token));
              return new Page<>(page.subnets(), page.nextToken());
            },
            ec2 -> id -> ec2.describeSubnets(r -> r.subnetIds(id)).subnets())
        .identity("subnetId", "subnetArn", null)
        .tagsAt("tags")
        .zone(body -> body.path("availabilityZone").asText("Not Applicable"))
        .edge("Is contained in Vpc", Ec2Types.VPC, "vpcId")
        .goneCodes("InvalidSubnetID.NotFound")
        .transitionalWhen("state", "pending")
        .moving("configuration.availableIpAddressCount")
        .events(
            "ec2",
            "CreateSubnet|CreateDefaultSubnet > res.subnet.subnetId; CreateDefaultVpc > *; "
                + "DeleteSubnet|ModifySubnetAttribute > req.subnetId; AssociateSubnetCidrBlock"
                + " > req.subnetId else req.AssociateSubnetCidrBlockRequest.SubnetId; "
                + "DisassociateSubnetCidrBlock"
                + " > res.DisassociateSubnetCidrBlockResponse.subnetId else res.subnetId; "
                + Ec2Types.TAGGED)
        .build();
  }

  static Collector securityGroups() {
    return Ec2Types.type(
            Ec2Types.GROUP,
            "security-group",
            "sg",
            "groupId",
            "ec2:DescribeSecurityGroups",
            (ec2, token) -> {
              var page =
                  ec2.describeSecurityGroups(r -> r.maxResults(Ec2Types.PAGE).nextToken(token));
              return new Page<>(page.securityGroups(), page.nextToken());
            },
            ec2 -> id -> ec2.describeSecurityGroups(r -> r.groupIds(id)).securityGroups())
        .identity("groupId", "arn:{p}:ec2:{r}:{a}:security-group/{id}", "groupName")
        .tagsAt("tags")
        .lifting(draft -> spellRanges(draft.configuration()))
        .unordered(
            "ipPermissions[].ipRanges",
            "ipPermissions[].ipv4Ranges",
            "ipPermissions[].ipv6Ranges",
            "ipPermissions[].prefixListIds",
            "ipPermissions[].userIdGroupPairs",
            "ipPermissions",
            "ipPermissionsEgress[].ipRanges",
            "ipPermissionsEgress[].ipv4Ranges",
            "ipPermissionsEgress[].ipv6Ranges",
            "ipPermissionsEgress[].prefixListIds",
            "ipPermissionsEgress[].userIdGroupPairs",
            "ipPermissionsEgress")
        .edge("Is contained in Vpc", Ec2Types.VPC, "vpcId")
        .goneCodes("InvalidGroup.NotFound", "InvalidGroupId.Malformed")
        .events(
            "ec2",
            "CreateSecurityGroup > res.groupId; DeleteSecurityGroup|AuthorizeSecurityGroupIngress"
                + "|AuthorizeSecurityGroupEgress|RevokeSecurityGroupIngress"
                + "|RevokeSecurityGroupEgress|UpdateSecurityGroupRuleDescriptionsIngress"
                + "|UpdateSecurityGroupRuleDescriptionsEgress > req.groupId"
                + " else res.securityGroupRuleSet.items[].groupId"
                + " else res.revokedSecurityGroupRuleSet.items[].groupId"
                + " else name:req.groupName; "
                + "ModifySecurityGroupRules > req.ModifySecurityGroupRulesRequest.GroupId; "
                + Ec2Types.WITH_VPC
                + Ec2Types.TAGGED)
        .build();
  }

  /** AWS Config writes IPv4 ranges twice: as objects, and as plain texts as it did at first. */
  private static void spellRanges(ObjectNode configuration) {
    for (String side : List.of("ipPermissions", "ipPermissionsEgress")) {
      for (JsonNode node : configuration.path(side)) {
        var permission = (ObjectNode) node;
        ArrayNode ranges = permission.withArrayProperty("ipRanges");
        permission.set("ipv4Ranges", ranges);
        ArrayNode plain = permission.putArray("ipRanges");
        ranges.forEach(range -> plain.add(range.path("cidrIp").asText()));
      }
    }
  }

  static Collector routeTables() {
    return Ec2Types.type(
            Ec2Types.TABLE,
            "route-table",
            "rtb",
            "routeTableId",
            "ec2:DescribeRouteTables",
            (ec2, token) -> {
              var page = ec2.describeRouteTables(r -> r.maxResults(ROUTE_TABLES).nextToken(token));
              return new Page<>(page.routeTables(), page.nextToken());
            },
            ec2 -> id -> ec2.describeRouteTables(r -> r.routeTableIds(id)).routeTables())
        .tagsAt("tags")
        .unordered("associations", "propagatingVgws", "routes")
        .edge("Is contained in Vpc", Ec2Types.VPC, "vpcId")
        .edge("Contains Subnet", Ec2Types.SUBNET, "associations[].subnetId")
        .edge("Contains Instance", Ec2Types.INSTANCE, "routes[].instanceId")
        .edge("Contains NetworkInterface", Ec2Types.INTERFACE, "routes[].networkInterfaceId")
        .edge(
            "Contains VpnGateway",
            "AWS::EC2::VPNGateway",
            "routes[].gatewayId",
            false,
            Ec2NetworkTypes::vpnGateway)
        .edge("Contains VpnGateway", "AWS::EC2::VPNGateway", "propagatingVgws[].gatewayId")
        .goneCodes("InvalidRouteTableID.NotFound")
        .events(
            "ec2",
            "CreateRouteTable > res.routeTable.routeTableId; DeleteRouteTable|CreateRoute"
                + "|ReplaceRoute|DeleteRoute|AssociateRouteTable"
                + "|EnableVgwRoutePropagation|DisableVgwRoutePropagation > req.routeTableId; "
                // the table that loses the subnet is told by the association's id alone
                + "ReplaceRouteTableAssociation > *, req.routeTableId; DisassociateRouteTable > *; "
                + Ec2Types.WITH_VPC
                + Ec2Types.TAGGED)
        .build();
  }

  private static String vpnGateway(String gateway) {
    return gateway.startsWith("vgw-") ? gateway : "";
  }

  static Collector internetGateways() {
    return Ec2Types.type(
            Ec2Types.GATEWAY,
            "internet-gateway",
            "igw",
            "internetGatewayId",
            "ec2:DescribeInternetGateways",
            (ec2, token) -> {
              var page =
                  ec2.describeInternetGateways(r -> r.maxResults(Ec2Types.PAGE).nextToken(token));
              return new Page<>(page.internetGateways(), page.nextToken());
            },
            ec2 ->
                id ->
                    ec2.describeInternetGateways(r -> r.internetGatewayIds(id)).internetGateways())
        .tagsAt("tags")
        .zone(body -> MANY_ZONES)
        .edge("Is attached to Vpc", Ec2Types.VPC, "attachments[].vpcId")
        .goneCodes("InvalidInternetGatewayID.NotFound")
        .transitionalWhen("attachments[].state", "attaching", "detaching")
        .events(
            "ec2",
            "CreateInternetGateway > res.internetGateway.internetGatewayId; CreateDefaultVpc > *; "
                + "DeleteInternetGateway|AttachInternetGateway|DetachInternetGateway"
                + " > req.internetGatewayId; "
                + Ec2Types.TAGGED)
        .build();
  }
}
