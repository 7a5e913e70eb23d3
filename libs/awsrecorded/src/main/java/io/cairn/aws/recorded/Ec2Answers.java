package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** EC2: lists by id or by page, of elements that are stored as they go over the wire. */
final class Ec2Answers {

  private record Listing(
      String operation, String set, String idMember, String idParameter, String notFound) {}

  private static final List<Listing> LISTINGS =
      List.of(
          new Listing("DescribeVpcs", "vpcSet", "vpcId", "VpcId", "InvalidVpcID.NotFound"),
          new Listing(
              "DescribeSubnets", "subnetSet", "subnetId", "SubnetId", "InvalidSubnetID.NotFound"),
          new Listing(
              "DescribeSecurityGroups",
              "securityGroupInfo",
              "groupId",
              "GroupId",
              "InvalidGroup.NotFound"),
          new Listing(
              "DescribeRouteTables",
              "routeTableSet",
              "routeTableId",
              "RouteTableId",
              "InvalidRouteTableID.NotFound"),
          new Listing(
              "DescribeInternetGateways",
              "internetGatewaySet",
              "internetGatewayId",
              "InternetGatewayId",
              "InvalidInternetGatewayID.NotFound"),
          new Listing(
              "DescribeVolumes", "volumeSet", "volumeId", "VolumeId", "InvalidVolume.NotFound"),
          new Listing(
              "DescribeNetworkInterfaces",
              "networkInterfaceSet",
              "networkInterfaceId",
              "NetworkInterfaceId",
              "InvalidNetworkInterfaceID.NotFound"));

  private static final Listing INSTANCES =
      new Listing(
          "DescribeInstances",
          "instancesSet",
          "instanceId",
          "InstanceId",
          "InvalidInstanceID.NotFound");

  private Ec2Answers() {}

  static void register(Map<String, Operations.Operation> operations) {
    for (Listing listing : LISTINGS) {
      operations.put("ec2:" + listing.operation(), (call, context) -> list(call, context, listing));
    }
    operations.put("ec2:DescribeInstances", Ec2Answers::instances);
    operations.put(
        "ec2:GetSnapshotBlockPublicAccessState",
        (call, context) ->
            NODES
                .objectNode()
                .put(
                    "state",
                    context.content().path("snapshotBlockPublicAccess").asText("unblocked"))
                .put("managedBy", "account"));
    operations.put(
        "ec2:GetEbsEncryptionByDefault",
        (call, context) ->
            NODES
                .objectNode()
                .put(
                    "ebsEncryptionByDefault",
                    context.content().path("ebsEncryptionByDefault").asBoolean()));
  }

  private static ObjectNode list(Call call, Operations.Context context, Listing listing) {
    List<JsonNode> elements = Listings.elements(context.content(), listing.set());
    List<String> ids = call.list(listing.idParameter());
    if (!ids.isEmpty()) {
      elements = byIds(elements, listing, ids);
    }
    int most = Math.min(call.number("MaxResults", 1000), context.pageSize());
    var page = Listings.page(elements, most, call.parameter("NextToken"), e -> e);
    ObjectNode answer = NODES.objectNode();
    answer.set(listing.set(), page.items());
    answer.put("nextToken", page.next());
    return answer;
  }

  private static List<JsonNode> byIds(List<JsonNode> elements, Listing listing, List<String> ids) {
    List<JsonNode> found =
        elements.stream().filter(e -> ids.contains(e.path(listing.idMember()).asText())).toList();
    if (found.size() < ids.size()) {
      throw new AwsError(
          400, listing.notFound(), "The ID '" + String.join(", ", ids) + "' does not exist");
    }
    return found;
  }

  /** Instances are stored flat; each goes out in a reservation of its own. */
  private static ObjectNode instances(Call call, Operations.Context context) {
    ObjectNode flat = list(call, context, INSTANCES);
    ObjectNode answer = NODES.objectNode();
    var reservations = answer.putArray("reservationSet");
    for (JsonNode instance : flat.path(INSTANCES.set())) {
      ObjectNode reservation = reservations.addObject();
      reservation.put("reservationId", "r-" + instance.path("instanceId").asText().substring(2));
      reservation.put("ownerId", call.account());
      reservation.putArray("instancesSet").add(instance);
    }
    answer.set("nextToken", flat.get("nextToken"));
    return answer;
  }
}
