package io.cairn.config.rule.custom;

import io.cairn.web.access.AwsAction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trials and traces of rules over REST; neither changes anything. */
@Path("/api/v1/config/rules")
@Tag(name = "rules")
class TrialResource {
  private final Trial trial;
  private final Trace trace;

  TrialResource(Trial trial, Trace trace) {
    this.trial = trial;
    this.trace = trace;
  }

  @POST
  @Path("/trial")
  @AwsAction("config:StartResourceEvaluation")
  @Operation(
      operationId = "tryRule",
      summary = "Judges recorded history by a rule or a text: what would have failed, and when")
  public TrialAnswer run(@NotNull @Valid TrialBody body) {
    return trial.run(body);
  }

  @POST
  @Path("/trace")
  @AwsAction("config:StartResourceEvaluation")
  @Operation(
      operationId = "traceRule",
      summary = "Explains what a rule or a text says of one item, clause by clause")
  public Trace.TraceAnswer explain(@NotNull @Valid TraceBody body) {
    return trace.of(body);
  }
}
