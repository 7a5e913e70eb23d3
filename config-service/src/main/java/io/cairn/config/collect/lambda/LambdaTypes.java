package io.cairn.config.collect.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.ec2.Ec2Types;
import io.cairn.config.collect.sdk.Draft;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Page;
import io.cairn.config.collect.sdk.SdkTypeBuilder;
import io.cairn.config.collect.sdk.TagForm;
import io.cairn.config.collect.sdk.Tags;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/** Functions, latest version. Their variables may hold secrets and are not recorded. */
public final class LambdaTypes {

  private static final int PAGE = 50;

  /** Members that carry what the same call told until it is moved to its place. */
  private static final String TAGS = "$tags";

  private static final String CONCURRENCY = "$concurrency";

  private LambdaTypes() {}

  public static List<Collector> all() {
    return List.of(functions());
  }

  private static Collector functions() {
    return new SdkTypeBuilder<LambdaClient, FunctionConfiguration>(
            LambdaClient.class,
            "AWS::Lambda::Function",
            "lambda:ListFunctions",
            (lambda, token) -> {
              var page = lambda.listFunctions(r -> r.maxItems(PAGE).marker(token));
              return new Page<>(page.functions(), page.nextMarker());
            },
            (lambda, wanted) ->
                List.of(FunctionConfiguration.builder().functionName(wanted.id()).build()))
        .bodyBy(
            "lambda:GetFunction",
            FunctionConfiguration::functionName,
            (lambda, f) -> body(lambda.getFunction(r -> r.functionName(f.functionName()))))
        .identity("functionName", "functionArn", "functionName")
        .recognised(null, arn -> Arns.resource(arn, "lambda", "function:", ':'))
        .lifting(LambdaTypes::lift)
        .tagsRepeated(TagForm.MAP)
        .goneCodes("ResourceNotFoundException")
        .part(
            "supplementaryConfiguration.Policy",
            "lambda:GetPolicy",
            Set.of("ResourceNotFoundException"),
            null,
            (lambda, f) ->
                TextNode.valueOf(
                    lambda
                        .getPolicy(r -> r.functionName(JsonPaths.required(f, "functionName")))
                        .policy()))
        .edge("Is associated with ", "AWS::IAM::Role", "role", true, Arns::last)
        .edge("Is contained in ", Ec2Types.SUBNET, "vpcConfig.subnetIds[]")
        .edge("Is associated with ", Ec2Types.GROUP, "vpcConfig.securityGroupIds[]")
        .unordered("vpcConfig.subnetIds", "vpcConfig.securityGroupIds", "architectures")
        .without("environment")
        .transitionalWhen("state", "Pending")
        .transitionalWhen("lastUpdateStatus", "InProgress")
        .events(
            "lambda",
            "CreateFunction|DeleteFunction|UpdateFunctionCode|UpdateFunctionConfiguration"
                + "|AddPermission|RemovePermission|PublishVersion|PutFunctionConcurrency"
                + "|DeleteFunctionConcurrency > req.functionName; "
                + "TagResource|UntagResource > req.resource")
        .build();
  }

  private static ObjectNode body(GetFunctionResponse response) {
    ObjectNode body = ItemMapper.map(response.configuration(), Family.BEAN);
    body.set(TAGS, Tags.map(response.tags()));
    if (response.concurrency() != null) {
      body.set(CONCURRENCY, ItemMapper.map(response.concurrency(), Family.BEAN));
    }
    return body;
  }

  private static void lift(Draft draft) {
    JsonNode tags = draft.configuration().remove(TAGS);
    tags.properties().forEach(e -> draft.tag(e.getKey(), e.getValue().asText()));
    JsonNode concurrency = draft.configuration().remove(CONCURRENCY);
    if (concurrency != null) {
      draft.supplementary().set("Concurrency", concurrency);
    }
  }
}
