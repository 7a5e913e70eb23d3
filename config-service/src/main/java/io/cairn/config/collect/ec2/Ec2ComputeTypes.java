package io.cairn.config.collect.ec2;

import io.cairn.config.collect.Collector;
import io.cairn.config.collect.sdk.Page;

/**
 * Instances, volumes and network interfaces. An instance takes those of its volumes and interfaces
 * with it that are marked so, and the event tells the instance alone: they are looked at by the
 * edges recorded to it, until AWS no longer knows them.
 */
final class Ec2ComputeTypes {

  private Ec2ComputeTypes() {}

  static Collector instances() {
    return Ec2Types.type(
            Ec2Types.INSTANCE,
            "instance",
            "i",
            "instanceId",
            "ec2:DescribeInstances",
            (ec2, token) -> {
              var page = ec2.describeInstances(r -> r.maxResults(Ec2Types.PAGE).nextToken(token));
              var instances =
                  page.reservations().stream().flatMap(r -> r.instances().stream()).toList();
              return new Page<>(instances, page.nextToken());
            },
            ec2 ->
                id ->
                    ec2.describeInstances(r -> r.instanceIds(id)).reservations().stream()
                        .flatMap(r -> r.instances().stream())
                        .toList())
        .tagsAt("tags")
        .zone(body -> body.path("placement").path("availabilityZone").asText("Not Applicable"))
        .created("launchTime")
        .unordered(
            "securityGroups",
            "networkInterfaces[].groups",
            "networkInterfaces",
            "blockDeviceMappings")
        .edge("Is contained in Vpc", Ec2Types.VPC, "vpcId")
        .edge("Is contained in Subnet", Ec2Types.SUBNET, "subnetId")
        .edge("Is associated with SecurityGroup", Ec2Types.GROUP, "securityGroups[].groupId")
        .edge(
            "Contains NetworkInterface",
            Ec2Types.INTERFACE,
            "networkInterfaces[].networkInterfaceId")
        .edge("Is attached to Volume", Ec2Types.VOLUME, "blockDeviceMappings[].ebs.volumeId")
        .edge("Is contained in Host", "AWS::EC2::Host", "placement.hostId")
        .goneCodes("InvalidInstanceID.NotFound")
        .deletedWhen("state.name", "terminated")
        .transitionalWhen("state.name", "pending", "stopping", "shutting-down")
        .events(
            "ec2",
            "RunInstances > res.instancesSet.items[].instanceId; TerminateInstances|StartInstances"
                + "|StopInstances|RebootInstances|MonitorInstances|UnmonitorInstances"
                + " > req.instancesSet.items[].instanceId; ModifyInstanceAttribute"
                + "|ResetInstanceAttribute|ModifyInstancePlacement|AttachVolume|DetachVolume"
                + "|AttachNetworkInterface|AssociateAddress > req.instanceId; "
                + "ModifyInstanceMetadataOptions"
                + " > req.ModifyInstanceMetadataOptionsRequest.InstanceId, req.instanceId; "
                + "AssociateIamInstanceProfile"
                + " > req.AssociateIamInstanceProfileRequest.InstanceId; "
                + "ReplaceIamInstanceProfileAssociation > res"
                + ".ReplaceIamInstanceProfileAssociationResponse.iamInstanceProfileAssociation"
                + ".instanceId; DisassociateIamInstanceProfile > res"
                + ".DisassociateIamInstanceProfileResponse.iamInstanceProfileAssociation"
                + ".instanceId; "
                + Ec2Types.TAGGED)
        .build();
  }

  static Collector volumes() {
    return Ec2Types.type(
            Ec2Types.VOLUME,
            "volume",
            "vol",
            "volumeId",
            "ec2:DescribeVolumes",
            (ec2, token) -> {
              var page = ec2.describeVolumes(r -> r.maxResults(Ec2Types.PAGE).nextToken(token));
              return new Page<>(page.volumes(), page.nextToken());
            },
            ec2 -> id -> ec2.describeVolumes(r -> r.volumeIds(id)).volumes())
        .tagsAt("tags")
        .zone(body -> body.path("availabilityZone").asText("Not Applicable"))
        .created("createTime")
        .unordered("attachments")
        .edge("Is attached to Instance", Ec2Types.INSTANCE, "attachments[].instanceId")
        .goneCodes("InvalidVolume.NotFound")
        .deletedWhen("state", "deleted")
        .transitionalWhen("state", "creating", "deleting")
        .events(
            "ec2",
            "CreateVolume > res.volumeId; DeleteVolume|AttachVolume|DetachVolume"
                + "|ModifyVolumeAttribute|EnableVolumeIO > req.volumeId; "
                + "ModifyVolume > req.ModifyVolumeRequest.VolumeId; RunInstances"
                + " > res.instancesSet.items[].blockDeviceMapping.items[].ebs.volumeId else *; "
                + Ec2Types.OF_TERMINATED
                + Ec2Types.TAGGED)
        .build();
  }

  static Collector networkInterfaces() {
    return Ec2Types.type(
            Ec2Types.INTERFACE,
            "network-interface",
            "eni",
            "networkInterfaceId",
            "ec2:DescribeNetworkInterfaces",
            (ec2, token) -> {
              var page =
                  ec2.describeNetworkInterfaces(r -> r.maxResults(Ec2Types.PAGE).nextToken(token));
              return new Page<>(page.networkInterfaces(), page.nextToken());
            },
            ec2 ->
                id ->
                    ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(id))
                        .networkInterfaces())
        .tagsAt("tagSet")
        .zone(body -> body.path("availabilityZone").asText("Not Applicable"))
        .unordered("groups")
        .edge("Is contained in Vpc", Ec2Types.VPC, "vpcId")
        .edge("Is contained in Subnet", Ec2Types.SUBNET, "subnetId")
        .edge("Is associated with SecurityGroup", Ec2Types.GROUP, "groups[].groupId")
        .edge("Is attached to Instance", Ec2Types.INSTANCE, "attachment.instanceId")
        .edge("Is attached to ElasticIp", "AWS::EC2::EIP", "association.allocationId")
        .goneCodes("InvalidNetworkInterfaceID.NotFound")
        .transitionalWhen("status", "pending", "attaching", "detaching")
        .events(
            "ec2",
            "CreateNetworkInterface > res.networkInterface.networkInterfaceId; "
                + "DeleteNetworkInterface|ModifyNetworkInterfaceAttribute|AttachNetworkInterface"
                + "|AssignPrivateIpAddresses|UnassignPrivateIpAddresses"
                + "|ResetNetworkInterfaceAttribute|AssociateAddress > req.networkInterfaceId; "
                + "RunInstances > res.instancesSet.items[].networkInterfaceSet.items[]"
                + ".networkInterfaceId else *; DetachNetworkInterface > *; "
                + Ec2Types.OF_TERMINATED
                + Ec2Types.TAGGED)
        .build();
  }
}
