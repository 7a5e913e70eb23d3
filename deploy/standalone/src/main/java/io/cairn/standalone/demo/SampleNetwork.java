package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The sample's network and machines in one region. */
final class SampleNetwork {
  private final String account;
  private final String region;
  private final SampleClock clock;
  private final String vpc;
  private final String suffix;

  private SampleNetwork(String account, String region, SampleClock clock) {
    this.account = account;
    this.region = region;
    this.clock = clock;
    this.suffix =
        "0%08x".formatted(Math.floorMod(account.hashCode() * 31L + region.hashCode(), 0xffffffffL));
    this.vpc = id("vpc", 1);
  }

  /**
   * A VPC with so many machines, each in a subnet of its own.
   *
   * @param sshOpen whether a security group lets the whole world try SSH, as one will
   */
  static ObjectNode of(
      String account, String region, SampleClock clock, int machines, boolean sshOpen) {
    return new SampleNetwork(account, region, clock).build(machines, sshOpen);
  }

  private String id(String kind, int n) {
    return "%s-%s%08x".formatted(kind, suffix, n);
  }

  private String arn(String kind, String id) {
    return "arn:aws:ec2:%s:%s:%s/%s".formatted(region, account, kind, id);
  }

  private ObjectNode build(int machines, boolean sshOpen) {
    List<ObjectNode> subnets = new ArrayList<>();
    List<ObjectNode> instances = new ArrayList<>();
    List<ObjectNode> volumes = new ArrayList<>();
    List<ObjectNode> interfaces = new ArrayList<>();
    for (int n = 1; n <= machines; n++) {
      subnets.add(subnet(n));
      instances.add(reservation(n));
      volumes.add(volume(n, n == 1));
      interfaces.add(networkInterface(n));
    }
    List<ObjectNode> groups = new ArrayList<>(List.of(group(1, "shop-web", 443, "0.0.0.0/0")));
    if (sshOpen) {
      groups.add(group(2, "maintenance", 22, "0.0.0.0/0"));
    }
    ObjectNode all = Json.object();
    all.setAll(Json.listed("vpcSet", List.of(vpc())));
    all.setAll(Json.listed("subnetSet", subnets));
    all.setAll(Json.listed("securityGroupInfo", groups));
    all.setAll(Json.listed("routeTableSet", List.of(routeTable())));
    all.setAll(Json.listed("internetGatewaySet", List.of(internetGateway())));
    all.setAll(Json.listed("reservationSet", instances));
    all.setAll(Json.listed("volumeSet", volumes));
    all.setAll(Json.listed("networkInterfaceSet", interfaces));
    all.put("ebsEncryptionByDefault", false);
    return all;
  }

  private ObjectNode vpc() {
    return Json.of(
        """
        {'vpcId':'%s','ownerId':'%s','state':'available','cidrBlock':'10.20.0.0/16','instanceTenancy':'default',
         'isDefault':false,'cidrBlockAssociationSet':[{'associationId':'%s','cidrBlock':'10.20.0.0/16',
         'cidrBlockState':{'state':'associated'}}],'tagSet':[{'key':'Name','value':'shop'}]}""",
        vpc, account, id("vpc-cidr-assoc", 1));
  }

  private ObjectNode subnet(int n) {
    return Json.of(
        """
        {'subnetId':'%s','subnetArn':'%s','state':'available','ownerId':'%s','vpcId':'%s','cidrBlock':'10.20.%d.0/24',
         'availableIpAddressCount':250,'availabilityZone':'%s%s','defaultForAz':false,'mapPublicIpOnLaunch':false,
         'assignIpv6AddressOnCreation':false,'tagSet':[]}""",
        id("subnet", n),
        arn("subnet", id("subnet", n)),
        account,
        vpc,
        n,
        region,
        n == 1 ? "a" : "b");
  }

  private ObjectNode group(int n, String name, int port, String from) {
    return Json.of(
        """
        {'groupId':'%s','groupName':'%s','groupDescription':'%s','ownerId':'%s','vpcId':'%s','securityGroupArn':'%s',
         'ipPermissions':[{'ipProtocol':'tcp','fromPort':%d,'toPort':%d,'groups':[],'ipRanges':[{'cidrIp':'%s'}],
         'ipv6Ranges':[],'prefixListIds':[]}],
         'ipPermissionsEgress':[{'ipProtocol':'-1','groups':[],'ipRanges':[{'cidrIp':'0.0.0.0/0'}],'ipv6Ranges':[],
         'prefixListIds':[]}],'tagSet':[{'key':'Name','value':'%s'}]}""",
        id("sg", n),
        name,
        name,
        account,
        vpc,
        arn("security-group", id("sg", n)),
        port,
        port,
        from,
        name);
  }

  private ObjectNode routeTable() {
    return Json.of(
        """
        {'routeTableId':'%s','vpcId':'%s','ownerId':'%s',
         'routeSet':[{'destinationCidrBlock':'10.20.0.0/16','gatewayId':'local','state':'active','origin':'CreateRouteTable'},
         {'destinationCidrBlock':'0.0.0.0/0','gatewayId':'%s','state':'active','origin':'CreateRoute'}],
         'associationSet':[{'routeTableAssociationId':'%s','routeTableId':'%s','main':true,
         'associationState':{'state':'associated'}}],'propagatingVgwSet':[],'tagSet':[]}""",
        id("rtb", 1), vpc, account, id("igw", 1), id("rtbassoc", 1), id("rtb", 1));
  }

  private ObjectNode internetGateway() {
    return Json.of(
        """
        {'internetGatewayId':'%s','ownerId':'%s','attachmentSet':[{'vpcId':'%s','state':'available'}],'tagSet':[]}""",
        id("igw", 1), account, vpc);
  }

  private ObjectNode reservation(int n) {
    return Json.of(
        """
        {'reservationId':'%s','ownerId':'%s','groupSet':[],'instancesSet':[{'instanceId':'%s','imageId':'%s',
         'instanceState':{'code':16,'name':'running'},'instanceType':'t4g.small','launchTime':'%s',
         'placement':{'availabilityZone':'%s%s','groupName':'','tenancy':'default'},
         'privateDnsName':'ip-10-20-%d-10.%s.compute.internal','privateIpAddress':'10.20.%d.10','reason':'','amiLaunchIndex':0,
         'monitoring':{'state':'disabled'},'subnetId':'%s','vpcId':'%s','groupSet':[{'groupId':'%s','groupName':'shop-web'}],
         'architecture':'arm64','rootDeviceType':'ebs','rootDeviceName':'/dev/xvda','virtualizationType':'hvm',
         'hypervisor':'xen','ebsOptimized':true,'sourceDestCheck':true,
         'metadataOptions':{'state':'applied','httpTokens':'%s','httpPutResponseHopLimit':1,'httpEndpoint':'enabled'},
         'blockDeviceMapping':[{'deviceName':'/dev/xvda','ebs':{'volumeId':'%s','status':'attached','deleteOnTermination':true}}],
         'tagSet':[{'key':'Name','value':'shop-%d'}]}]}""",
        id("r", n),
        account,
        id("i", n),
        id("ami", 1),
        clock.daysAgo(90),
        region,
        n == 1 ? "a" : "b",
        n,
        region,
        n,
        id("subnet", n),
        vpc,
        id("sg", 1),
        n == 1 ? "required" : "optional",
        id("vol", n),
        n);
  }

  private ObjectNode volume(int n, boolean encrypted) {
    return Json.of(
        """
        {'volumeId':'%s','size':20,'snapshotId':'','availabilityZone':'%s%s','status':'in-use','createTime':'%s',
         'volumeType':'gp3','iops':3000,'throughput':125,'encrypted':%s,'multiAttachEnabled':false,
         'attachmentSet':[{'volumeId':'%s','instanceId':'%s','device':'/dev/xvda','status':'attached',
         'deleteOnTermination':true}],'tagSet':[]}""",
        id("vol", n),
        region,
        n == 1 ? "a" : "b",
        clock.daysAgo(90),
        encrypted,
        id("vol", n),
        id("i", n));
  }

  private ObjectNode networkInterface(int n) {
    return Json.of(
        """
        {'networkInterfaceId':'%s','subnetId':'%s','vpcId':'%s','availabilityZone':'%s%s','description':'','ownerId':'%s',
         'requesterManaged':false,'status':'in-use','macAddress':'02:00:00:00:00:%02x','privateIpAddress':'10.20.%d.10',
         'sourceDestCheck':true,'interfaceType':'interface','groupSet':[{'groupId':'%s','groupName':'shop-web'}],
         'attachment':{'attachmentId':'%s','instanceId':'%s','instanceOwnerId':'%s','deviceIndex':0,'status':'attached',
         'deleteOnTermination':true},'privateIpAddressesSet':[{'privateIpAddress':'10.20.%d.10','primary':true}],
         'ipv6AddressesSet':[],'tagSet':[]}""",
        id("eni", n),
        id("subnet", n),
        vpc,
        region,
        n == 1 ? "a" : "b",
        account,
        n,
        n,
        id("sg", 1),
        id("eni-attach", n),
        id("i", n),
        account,
        n);
  }
}
