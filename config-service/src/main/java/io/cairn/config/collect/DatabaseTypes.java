package io.cairn.config.collect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Filter;

/** RDS instances (Neptune's and DocumentDB's too) and DynamoDB tables. */
final class DatabaseTypes {

  private static final int RDS_PAGE = 100;
  private static final int DYNAMODB_PAGE = 100;

  private DatabaseTypes() {}

  static Collector dbInstances() {
    return new SdkTypeBuilder<RdsClient, DBInstance>(
            RdsClient.class,
            "AWS::RDS::DBInstance",
            "rds:DescribeDBInstances",
            (rds, token) -> {
              var page = rds.describeDBInstances(r -> r.maxRecords(RDS_PAGE).marker(token));
              return new Page<>(page.dbInstances(), page.marker());
            },
            (rds, wanted) ->
                rds.describeDBInstances(r -> r.filters(byResourceId(wanted.id()))).dbInstances())
        .spelled(Family.FIRST_LETTER, SdkTypeBuilder::map)
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

  static Collector tables() {
    return new SdkTypeBuilder<DynamoDbClient, String>(
            DynamoDbClient.class,
            "AWS::DynamoDB::Table",
            "dynamodb:ListTables",
            (dynamo, token) -> {
              var page =
                  dynamo.listTables(r -> r.limit(DYNAMODB_PAGE).exclusiveStartTableName(token));
              return new Page<>(page.tableNames(), page.lastEvaluatedTableName());
            },
            (dynamo, wanted) -> List.of(wanted.id()))
        .bodyBy(
            "dynamodb:DescribeTable",
            name -> name,
            (dynamo, name) ->
                ItemMapper.map(dynamo.describeTable(r -> r.tableName(name)).table(), Family.BEAN))
        .identity("tableName", "tableArn", "tableName")
        .recognised(null, arn -> Arns.resource(arn, "dynamodb", "table/", '/'))
        .created("creationDateTime")
        .goneCodes("ResourceNotFoundException")
        .transitionalWhen("tableStatus", "CREATING", "UPDATING", "DELETING")
        .part(
            "supplementaryConfiguration.ContinuousBackupsDescription",
            "dynamodb:DescribeContinuousBackups",
            Set.of("TableNotFoundException", "ContinuousBackupsUnavailableException"),
            null,
            (dynamo, table) ->
                ItemMapper.map(
                    dynamo
                        .describeContinuousBackups(r -> r.tableName(name(table)))
                        .continuousBackupsDescription(),
                    Family.BEAN))
        .tagsBy("dynamodb:ListTagsOfResource", (dynamo, table) -> tags(dynamo, table))
        .tagsRepeated(TagForm.LIST)
        .unordered(
            "attributeDefinitions", "globalSecondaryIndexes", "localSecondaryIndexes", "replicas")
        .moving(
            "configuration.itemCount",
            "configuration.tableSizeBytes",
            "configuration.globalSecondaryIndexes[].itemCount",
            "configuration.globalSecondaryIndexes[].indexSizeBytes",
            "configuration.localSecondaryIndexes[].itemCount",
            "configuration.localSecondaryIndexes[].indexSizeBytes",
            "supplementaryConfiguration.ContinuousBackupsDescription"
                + ".pointInTimeRecoveryDescription.earliestRestorableDateTime",
            "supplementaryConfiguration.ContinuousBackupsDescription"
                + ".pointInTimeRecoveryDescription.latestRestorableDateTime")
        .events(
            "dynamodb",
            "CreateTable|UpdateTable|DeleteTable|UpdateContinuousBackups|UpdateTimeToLive"
                + "|EnableKinesisStreamingDestination|DisableKinesisStreamingDestination"
                + " > req.tableName; RestoreTableFromBackup|RestoreTableToPointInTime"
                + " > req.targetTableName; ImportTable > req.tableCreationParameters.tableName; "
                + "TagResource|UntagResource|PutResourcePolicy|DeleteResourcePolicy"
                + " > req.resourceArn")
        .build();
  }

  private static String name(ObjectNode table) {
    return JsonPaths.required(table, "tableName");
  }

  private static Map<String, String> tags(DynamoDbClient dynamo, ObjectNode table) {
    String arn = JsonPaths.required(table, "tableArn");
    Map<String, String> tags = new HashMap<>();
    Paging.<ListTagsOfResourceResponse>each(
        "dynamodb:ListTagsOfResource",
        token -> dynamo.listTagsOfResource(r -> r.resourceArn(arn).nextToken(token)),
        ListTagsOfResourceResponse::nextToken,
        page -> page.tags().forEach(t -> tags.put(t.key(), t.value())));
    return tags;
  }
}
