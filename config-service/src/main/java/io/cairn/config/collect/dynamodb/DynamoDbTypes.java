package io.cairn.config.collect.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Page;
import io.cairn.config.collect.sdk.Paging;
import io.cairn.config.collect.sdk.SdkTypeBuilder;
import io.cairn.config.collect.sdk.TagForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;

/** DynamoDB tables. */
public final class DynamoDbTypes {

  private static final int PAGE = 100;

  private DynamoDbTypes() {}

  public static List<Collector> all() {
    return List.of(tables());
  }

  private static Collector tables() {
    return new SdkTypeBuilder<DynamoDbClient, String>(
            DynamoDbClient.class,
            "AWS::DynamoDB::Table",
            "dynamodb:ListTables",
            (dynamo, token) -> {
              var page = dynamo.listTables(r -> r.limit(PAGE).exclusiveStartTableName(token));
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
