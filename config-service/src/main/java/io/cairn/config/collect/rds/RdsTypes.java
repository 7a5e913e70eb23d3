package io.cairn.config.collect.rds;

import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.ec2.Ec2Types;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Page;
import io.cairn.config.collect.sdk.SdkTypeBuilder;
import io.cairn.config.collect.sdk.TagForm;
import java.util.List;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Filter;

/** RDS instances, Neptune's and DocumentDB's too. */
public final class RdsTypes {

  private static final int PAGE = 100;

  private RdsTypes() {}

  public static List<Collector> all() {
    return List.of(dbInstances());
  }

  private static Collector dbInstances() {
    return new SdkTypeBuilder<RdsClient, DBInstance>(
            RdsClient.class,
            "AWS::RDS::DBInstance",
            "rds:DescribeDBInstances",
            (rds, token) -> {
              var page = rds.describeDBInstances(r -> r.maxRecords(PAGE).marker(token));
              return new Page<>(page.dbInstances(), page.marker());
            },
            (rds, wanted) ->
                rds.describeDBInstances(r -> r.filters(byResourceId(wanted.id()))).dbInstances())
        .spelled(Family.FIRST_LETTER, ItemMapper::map)
        .identity("dbiResourceId", "dBInstanceArn", "dBInstanceIdentifier")
        .recognised("db-[A-Z0-9]{26}", arn -> Arns.resource(arn, "rds", "db:"))
        .named()
        .zone(
            body ->
                body.path("multiAZ").asBoolean()
                    ? "Multiple Availability Zones"
                    : body.path("availabilityZone").asText("Not Applicable"))
        .created("instanceCreateTime")
        .tagsAt("tagList")
        .tagsRepeated(TagForm.LIST)
        .without("tagList")
        .edge(
            "Is associated with SecurityGroup",
            Ec2Types.GROUP,
            "vpcSecurityGroups[].vpcSecurityGroupId")
        .edge(
            "Is associated with DBSubnetGroup",
            "AWS::RDS::DBSubnetGroup",
            "dBSubnetGroup.dBSubnetGroupName")
        .edge(
            "Is associated with DBSecurityGroup",
            "AWS::RDS::DBSecurityGroup",
            "dBSecurityGroups[].dBSecurityGroupName")
        .unordered("vpcSecurityGroups", "dBSecurityGroups", "dBSubnetGroup.subnets")
        .goneCodes("DBInstanceNotFound", "DBInstanceNotFoundFault")
        .transitionalWhen(
            "dBInstanceStatus",
            "creating",
            "modifying",
            "deleting",
            "rebooting",
            "starting",
            "stopping",
            "backing-up",
            "configuring-enhanced-monitoring",
            "upgrading")
        .moving("configuration.latestRestorableTime")
        .events(
            "rds",
            "CreateDBInstance|ModifyDBInstance|DeleteDBInstance|RebootDBInstance|StartDBInstance"
                + "|StopDBInstance|PromoteReadReplica|CreateDBInstanceReadReplica"
                + "|AddRoleToDBInstance|RemoveRoleFromDBInstance|RestoreDBInstanceFromDBSnapshot"
                + " > res.dbiResourceId, req.dBInstanceIdentifier; "
                + "RestoreDBInstanceToPointInTime"
                + " > res.dbiResourceId, req.targetDBInstanceIdentifier; "
                + "AddTagsToResource|RemoveTagsFromResource > req.resourceName")
        .build();
  }

  private static Filter byResourceId(String id) {
    return Filter.builder().name("dbi-resource-id").values(id).build();
  }
}
