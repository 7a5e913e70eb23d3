package io.cairn.config.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Rules over REST. */
@Path("/api/v1/config/rules")
@Tag(name = "rules")
class RuleResource {
  private static final String PURPOSE = "config-rules";
  private static final int MAX_VALUE = 4_096;

  private final RuleService service;
  private final PageTokens tokens;
  private final Caller caller;

  RuleResource(RuleService service, PageTokens tokens, Caller caller) {
    this.service = service;
    this.tokens = tokens;
    this.caller = caller;
  }

  /**
   * What a rule is to be set to.
   *
   * @param enabled whether it judges; true if absent
   * @param parameters values of its parameters: texts, numbers, booleans, or lists of them
   */
  record RuleRequest(
      @Nullable Boolean enabled, @Nullable @Size(max = 50) Map<String, JsonNode> parameters) {}

  @GET
  @AwsAction("config:DescribeConfigRules")
  @Operation(operationId = "listConfigRules", summary = "The rules, with what they are set to")
  public Page<RuleDto> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    String after = nextToken == null ? "" : tokens.open(PURPOSE, nextToken);
    List<RuleDto> rest =
        service.all().stream().filter(r -> r.configRuleName().compareTo(after) > 0).toList();
    List<RuleDto> items = rest.stream().limit(limit).toList();
    boolean more = rest.size() > limit;
    return new Page<>(items, more ? tokens.seal(PURPOSE, items.getLast().configRuleName()) : null);
  }

  @GET
  @Path("/{configRuleName}")
  @AwsAction("config:GetCustomRulePolicy")
  @Operation(operationId = "getConfigRule", summary = "One rule, with its text in Guard")
  public RuleDto get(@PathParam("configRuleName") @Size(max = 128) String name) {
    return service.get(name);
  }

  @PUT
  @Path("/{configRuleName}")
  @AwsAction("config:PutConfigRule")
  @Operation(
      operationId = "updateConfigRule",
      summary = "Turns a rule on or off and sets its parameters; items are judged again")
  public RuleDto update(
      @PathParam("configRuleName") @Size(max = 128) String name, @Nullable RuleRequest request) {
    if (request == null) {
      throw new ProblemException(
          HttpProblem.BAD_REQUEST,
          "The body is empty; give {\"enabled\": true, \"parameters\": {}}.");
    }
    return service.set(
        name,
        new RuleSetting(
            request.enabled() == null || request.enabled(), values(request.parameters())),
        caller.principalArn());
  }

  private static Map<String, String> values(@Nullable Map<String, JsonNode> given) {
    Map<String, String> values = new TreeMap<>();
    if (given != null) {
      given.forEach((name, value) -> values.put(name, text(name, value)));
    }
    return values;
  }

  /** AWS takes parameters as text, lists with commas; plain JSON is taken for the same. */
  private static String text(String name, @Nullable JsonNode value) {
    String text = null;
    if (value != null && value.isValueNode() && !value.isNull()) {
      text = value.asText();
    } else if (value != null && value.isArray()) {
      text = String.join(",", value.valueStream().map(JsonNode::asText).toList());
    }
    if (text == null || text.length() > MAX_VALUE || text.indexOf('\0') >= 0) {
      throw new ProblemException(
          RuleProblem.RULE_PARAMETERS,
          "Parameter %s is no text, number, boolean or list of them, or longer than %d characters."
              .formatted(name, MAX_VALUE));
    }
    return text;
  }
}
