package io.cairn.config.rule.custom;

import io.cairn.config.rule.RuleDto;
import io.cairn.config.rule.RuleSetting;
import io.cairn.guard.GuardWarning;
import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Custom policy rules over REST. */
@Path("/api/v1/config/rules")
@Tag(name = "rules")
class CustomRuleResource {
  private final CustomRuleService service;
  private final Caller caller;
  private final Clock clock;

  CustomRuleResource(CustomRuleService service, Caller caller, Clock clock) {
    this.service = service;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * A rule that was made or changed.
   *
   * @param rule the rule
   * @param warnings constructs of its text that do not do what they seem to
   */
  record CustomRuleAnswer(RuleDto rule, List<GuardWarning> warnings) {
    static CustomRuleAnswer of(CustomRuleService.Made made) {
      return new CustomRuleAnswer(made.rule(), made.guard().warnings());
    }
  }

  @POST
  @AwsAction("config:PutConfigRule")
  @Operation(
      operationId = "addCustomRule",
      summary = "Adds a rule written in Guard; everything recorded is judged by it")
  @APIResponseSchema(value = CustomRuleAnswer.class, responseCode = "201")
  public Response add(@NotNull @Valid CustomRuleBody body) {
    var setting =
        new RuleSetting(
            body.enabled() == null || body.enabled(),
            body.parameters() == null ? Map.of() : body.parameters());
    var made = service.add(body.rule(clock.instant(), caller.principalArn()), setting);
    return Response.created(URI.create("/api/v1/config/rules/" + body.configRuleName()))
        .entity(CustomRuleAnswer.of(made))
        .build();
  }

  @PUT
  @Path("/{configRuleName}/policy")
  @AwsAction("config:PutConfigRule")
  @Operation(
      operationId = "updateCustomRule",
      summary = "Replaces a custom rule's text; whether it is on and its parameters stay")
  public CustomRuleAnswer change(
      @PathParam("configRuleName") @Size(max = 128) String name,
      @NotNull @Valid CustomRuleBody body) {
    if (!body.configRuleName().equals(name)) {
      throw new ProblemException(
          HttpProblem.BAD_REQUEST,
          "The path names rule %s, the body %s; a rule keeps its name."
              .formatted(name, body.configRuleName()));
    }
    return CustomRuleAnswer.of(service.change(body.rule(clock.instant(), caller.principalArn())));
  }

  @DELETE
  @Path("/{configRuleName}")
  @AwsAction("config:DeleteConfigRule")
  @Operation(
      operationId = "deleteCustomRule",
      summary = "Removes a custom rule; its verdicts are taken away")
  public void remove(@PathParam("configRuleName") @Size(max = 128) String name) {
    service.remove(name);
  }
}
