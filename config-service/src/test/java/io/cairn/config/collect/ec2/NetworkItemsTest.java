package io.cairn.config.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.collect.Recorded;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.item.Relationship;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Networks, volumes and interfaces: everything of the item that AWS Config would have. */
@NullMarked
class NetworkItemsTest {

  private static final String VPC_ID = "vpc-0aa10000000000001";
  private static final String ARN = "arn:aws:ec2:us-east-1:111122223333:";

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  private static void assertIdentity(
      ObservedResource item, String id, String arn, @Nullable String name, String zone) {
    assertThat(item.key().resourceId()).isEqualTo(id);
    assertThat(item.key().region()).isEqualTo("us-east-1");
    assertThat(item.arn()).isEqualTo(ARN + arn);
    assertThat(item.resourceName()).isEqualTo(name);
    assertThat(item.availabilityZone()).isEqualTo(zone);
    assertThat(item.supplementaryConfiguration()).isEmpty();
    assertThat(item.staleParts()).isEmpty();
  }

  private static Relationship edge(String type, String id, String name) {
    return new Relationship(type, id, null, name);
  }

  private static Relationship inVpc() {
    return edge(Ec2Types.VPC, VPC_ID, "Is contained in Vpc");
  }

  @Test
  void shouldRecordAVpc() {
    // When
    ObservedResource vpc = recorded.list(Ec2Types.VPC).only();

    // Then
    assertIdentity(vpc, VPC_ID, "vpc/" + VPC_ID, null, "Multiple Availability Zones");
    assertThat(vpc.tags()).containsExactly(Map.entry("Name", "main"));
    assertThat(vpc.relationships()).as("told by the other ends").isEmpty();
    assertThat(vpc.configuration())
        .isEqualTo(
            Recorded.json(
                """
                {'ownerId':'111122223333','instanceTenancy':'default',
                'ipv6CidrBlockAssociationSet':[],'cidrBlockAssociationSet':[{
                'associationId':'vpc-cidr-assoc-0aa101','cidrBlock':'10.0.0.0/16',
                'cidrBlockState':{'state':'associated'}}],'isDefault':false,
                'tags':[{'key':'Name','value':'main'}],'vpcId':'vpc-0aa10000000000001',
                'state':'available','cidrBlock':'10.0.0.0/16','dhcpOptionsId':'dopt-0aa101'}
                """));
  }

  @Test
  void shouldRecordASubnet() {
    // When
    ObservedResource subnet = recorded.list(Ec2Types.SUBNET).only();

    // Then
    String id = "subnet-0aa1000000000001";
    assertIdentity(subnet, id, "subnet/" + id, null, "us-east-1a");
    assertThat(subnet.relationships()).containsExactly(inVpc());
    assertThat(subnet.volatilePaths()).containsExactly("configuration.availableIpAddressCount");
    assertThat(subnet.configuration())
        .isEqualTo(
            Recorded.json(
                """
                {'assignIpv6AddressOnCreation':false,'ipv6CidrBlockAssociationSet':[],'tags':[],
                'subnetArn':'arn:aws:ec2:us-east-1:111122223333:subnet/subnet-0aa1000000000001',
                'subnetId':'subnet-0aa1000000000001','state':'available',
                'ownerId':'111122223333','vpcId':'vpc-0aa10000000000001',
                'cidrBlock':'10.0.1.0/24','availableIpAddressCount':250,
                'availabilityZone':'us-east-1a','defaultForAz':false,'mapPublicIpOnLaunch':true}
                """));
  }

  @Test
  void shouldRecordASecurityGroupWithItsNameAndEveryKindOfSource() {
    // When
    ObservedResource group = recorded.list(Ec2Types.GROUP).only();

    // Then
    String id = "sg-0aa10000000000001";
    assertIdentity(group, id, "security-group/" + id, "web", "Not Applicable");
    assertThat(group.relationships()).containsExactly(inVpc());
    assertThat(group.configuration().path("ipPermissions"))
        .contains(
            Recorded.json(
                """
                {'ipProtocol':'tcp','fromPort':22,'toPort':22,
                'userIdGroupPairs':[{'description':'from each other','userId':'111122223333',
                'groupId':'sg-0aa10000000000001'}],'ipRanges':['10.0.0.0/8'],
                'ipv6Ranges':[{'cidrIpv6':'fd00::/8'}],'prefixListIds':[],
                'ipv4Ranges':[{'cidrIp':'10.0.0.0/8'}]}
                """));
  }

  @Test
  void shouldRecordARouteTableAndNameAGatewayOnceThatRoutesAndPropagates() {
    // When
    ObservedResource table = recorded.list(Ec2Types.TABLE).only();

    // Then
    String id = "rtb-0aa10000000000001";
    assertIdentity(table, id, "route-table/" + id, null, "Not Applicable");
    assertThat(table.relationships())
        .containsExactlyInAnyOrder(
            inVpc(),
            edge(Ec2Types.SUBNET, "subnet-0aa1000000000001", "Contains Subnet"),
            edge("AWS::EC2::VPNGateway", "vgw-0aa1000000000001", "Contains VpnGateway"));
    assertThat(table.configuration().path("propagatingVgws"))
        .hasToString("[{\"gatewayId\":\"vgw-0aa1000000000001\"}]");
    assertThat(table.configuration().path("associations"))
        .containsExactly(
            Recorded.json(
                """
                {'main':false,'routeTableAssociationId':'rtbassoc-0aa101',
                'routeTableId':'rtb-0aa10000000000001','subnetId':'subnet-0aa1000000000001',
                'associationState':{'state':'associated'}}
                """));
    assertThat(table.configuration().path("routes"))
        .contains(
            Recorded.json(
                """
                {'destinationCidrBlock':'0.0.0.0/0','gatewayId':'igw-0aa10000000000001',
                'origin':'CreateRoute','state':'active'}
                """));
  }

  @Test
  void shouldNameInstanceAndInterfaceThatARouteGoesThrough() {
    // Given
    recorded
        .scenario()
        .change(
            Recorded.ACCOUNT,
            Recorded.REGION,
            "ec2",
            "routeTableSet",
            "routeTableId",
            "rtb-0aa10000000000001",
            table ->
                table
                    .withArrayProperty("routeSet")
                    .add(
                        Recorded.json(
                            "{'destinationCidrBlock':'10.9.0.0/16','state':'active',"
                                + "'instanceId':'i-0aa10000000000001',"
                                + "'networkInterfaceId':'eni-0aa10000000000001'}")));

    // When
    ObservedResource table = recorded.list(Ec2Types.TABLE).only();

    // Then
    assertThat(table.relationships())
        .contains(
            edge(Ec2Types.INSTANCE, "i-0aa10000000000001", "Contains Instance"),
            edge(Ec2Types.INTERFACE, "eni-0aa10000000000001", "Contains NetworkInterface"));
  }

  @Test
  void shouldRecordAnInternetGateway() {
    // When
    ObservedResource gateway = recorded.list(Ec2Types.GATEWAY).only();

    // Then
    String id = "igw-0aa10000000000001";
    assertIdentity(gateway, id, "internet-gateway/" + id, null, "Multiple Availability Zones");
    assertThat(gateway.relationships())
        .containsExactly(edge(Ec2Types.VPC, VPC_ID, "Is attached to Vpc"));
    assertThat(gateway.configuration())
        .isEqualTo(
            Recorded.json(
                """
                {'attachments':[{'state':'available','vpcId':'vpc-0aa10000000000001'}],
                'internetGatewayId':'igw-0aa10000000000001','ownerId':'111122223333','tags':[]}
                """));
  }

  @Test
  void shouldRecordAVolume() {
    // When
    ObservedResource volume = recorded.list(Ec2Types.VOLUME).only();

    // Then
    String id = "vol-0aa10000000000001";
    assertIdentity(volume, id, "volume/" + id, null, "us-east-1a");
    assertThat(volume.resourceCreationTime()).isEqualTo(Instant.parse("2026-01-05T10:00:01Z"));
    assertThat(volume.tags()).containsEntry("team", "orders");
    assertThat(volume.relationships())
        .containsExactly(edge(Ec2Types.INSTANCE, "i-0aa10000000000001", "Is attached to Instance"));
    assertThat(volume.configuration())
        .isEqualTo(
            Recorded.json(
                """
                {'iops':3000,'tags':[{'key':'team','value':'orders'}],'volumeType':'gp3',
                'multiAttachEnabled':false,'throughput':125,'volumeId':'vol-0aa10000000000001',
                'size':8,'snapshotId':'snap-0aa0000000000001','availabilityZone':'us-east-1a',
                'state':'in-use','createTime':'2026-01-05T10:00:01.000Z','attachments':[{
                'deleteOnTermination':true,'volumeId':'vol-0aa10000000000001',
                'instanceId':'i-0aa10000000000001','device':'/dev/xvda','state':'attached',
                'attachTime':'2026-01-05T10:00:01.000Z'}],'encrypted':true}
                """));
  }

  @Test
  void shouldRecordANetworkInterfaceWithTheTagsOfItsTagSet() {
    // When
    ObservedResource item = recorded.list(Ec2Types.INTERFACE).only();

    // Then
    String id = "eni-0aa10000000000001";
    assertIdentity(item, id, "network-interface/" + id, null, "us-east-1a");
    assertThat(item.tags()).containsEntry("Name", "web-1");
    assertThat(item.configuration().path("tagSet"))
        .hasToString("[{\"key\":\"Name\",\"value\":\"web-1\"}]");
    assertThat(item.configuration().path("association").path("allocationId").asText())
        .isEqualTo("eipalloc-0aa100000001");
    assertThat(item.configuration().path("privateIpAddresses").path(0).path("primary").asBoolean())
        .isTrue();
    assertThat(item.relationships())
        .isEqualTo(
            List.of(
                inVpc(),
                edge(Ec2Types.SUBNET, "subnet-0aa1000000000001", "Is contained in Subnet"),
                edge(Ec2Types.GROUP, "sg-0aa10000000000001", "Is associated with SecurityGroup"),
                edge(Ec2Types.INSTANCE, "i-0aa10000000000001", "Is attached to Instance"),
                edge("AWS::EC2::EIP", "eipalloc-0aa100000001", "Is attached to ElasticIp")));
  }

  @Test
  void shouldSpellSecurityGroupRangesInBothForms() {
    // When
    ObservedResource group = recorded.list(Ec2Types.GROUP).only();

    // Then
    JsonNode https =
        Stream.of(0, 1)
            .map(i -> group.configuration().path("ipPermissions").path(i))
            .filter(p -> p.path("fromPort").asInt() == 443)
            .findFirst()
            .orElseThrow();
    assertThat(https)
        .isEqualTo(
            Recorded.json(
                """
                {'ipProtocol':'tcp','fromPort':443,'toPort':443,'userIdGroupPairs':[],
                'ipRanges':['0.0.0.0/0'],'ipv6Ranges':[],'prefixListIds':[],
                'ipv4Ranges':[{'cidrIp':'0.0.0.0/0','description':'all'}]}
                """));
    assertThat(group.configuration().path("ipPermissionsEgress").get(0).has("fromPort")).isFalse();
    assertThat(group.relationships())
        .containsExactly(
            new Relationship(Ec2Types.VPC, "vpc-0aa10000000000001", null, "Is contained in Vpc"));
    assertThat(group.tags()).containsEntry("Name", "web");
  }
}
