package io.cairn.findings.notification.delivery;

import io.cairn.findings.notification.channel.Attempt;
import io.cairn.findings.notification.channel.Channels;
import io.cairn.findings.notification.delivery.Delivery.State;
import io.cairn.findings.notification.mention.Mention;
import io.cairn.findings.notification.mention.MentionTable;
import io.cairn.findings.notification.mention.MentionTable.Place;
import io.cairn.findings.notification.message.MessageWriter;
import io.cairn.findings.notification.target.Target;
import io.cairn.findings.notification.target.TargetProblem;
import io.cairn.findings.notification.target.TargetService;
import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of a target's messages, and messages for trying it out. */
@Path("/api/v1/findings/notification-targets/{id}")
@Tag(name = "notifications")
@Produces(MediaType.APPLICATION_JSON)
class DeliveryResource {
  private final TargetService targets;
  private final DeliveryTable deliveries;
  private final MentionTable mentions;
  private final DeliverySender sender;
  private final MessageWriter messages;
  private final Channels channels;
  private final PageTokens tokens;
  private final Clock clock;

  DeliveryResource(
      TargetService targets,
      DeliveryTable deliveries,
      MentionTable mentions,
      DeliverySender sender,
      MessageWriter messages,
      Channels channels,
      PageTokens tokens,
      Clock clock) {
    this.targets = targets;
    this.deliveries = deliveries;
    this.mentions = mentions;
    this.sender = sender;
    this.messages = messages;
    this.channels = channels;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What became of a test message. */
  @RegisterForReflection
  record TestResult(boolean delivered, String detail, long durationMs) {}

  @GET
  @Path("/deliveries")
  @AwsAction("events:ListTargetsByRule")
  @Operation(
      operationId = "listNotificationDeliveries",
      summary = "A target's messages and their state, newest first")
  public Page<Delivery> list(
      @PathParam("id") UUID id,
      @QueryParam("state") @Nullable State state,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    Target target = targets.get(id);
    String purpose = "listNotificationDeliveries " + target.id() + " " + state;
    @Nullable UUID before =
        nextToken == null ? null : UUID.fromString(tokens.open(purpose, nextToken));
    List<Delivery> found = deliveries.list(id, state, before, limit + 1);
    boolean more = found.size() > limit;
    List<Delivery> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown, more ? tokens.seal(purpose, shown.getLast().deliveryId().toString()) : null);
  }

  @GET
  @Path("/deliveries/{deliveryId}/mentions")
  @AwsAction("events:ListTargetsByRule")
  @Operation(
      operationId = "listNotificationMentions",
      summary = "Every change that a message tells of, worst first")
  public Page<Mention> mentions(
      @PathParam("id") UUID id,
      @PathParam("deliveryId") UUID deliveryId,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken) {
    Delivery delivery = known(id, deliveryId);
    String purpose = "listNotificationMentions " + delivery.deliveryId();
    @Nullable Place after = nextToken == null ? null : Place.read(tokens.open(purpose, nextToken));
    List<Mention> found = mentions.list(deliveryId, after, limit + 1);
    boolean more = found.size() > limit;
    List<Mention> shown = more ? found.subList(0, limit) : found;
    return new Page<>(shown, more ? tokens.seal(purpose, Place.of(shown.getLast()).write()) : null);
  }

  private Delivery known(UUID id, UUID deliveryId) {
    return deliveries
        .find(targets.get(id).id(), deliveryId)
        .orElseThrow(
            () ->
                new ProblemException(
                    TargetProblem.DELIVERY_UNKNOWN,
                    "Target " + id + " has no delivery " + deliveryId + "."));
  }

  @POST
  @Path("/deliveries/{deliveryId}/replay")
  @AwsAction("sqs:StartMessageMoveTask")
  @Operation(
      operationId = "replayNotificationDelivery",
      summary = "Give a dead message all its attempts again")
  @APIResponse(responseCode = "202", description = "The message is tried again")
  public Response replay(@PathParam("id") UUID id, @PathParam("deliveryId") UUID deliveryId) {
    Delivery delivery = known(id, deliveryId);
    if (!deliveries.revive(id, deliveryId)) {
      throw new ProblemException(
          TargetProblem.DELIVERY_ALIVE,
          "Delivery " + deliveryId + " is " + delivery.state() + "; only DEAD ones are replayed.");
    }
    sender.wake();
    return Response.accepted().build();
  }

  @POST
  @Path("/test")
  @AwsAction("sns:Publish")
  @Operation(
      operationId = "testNotificationTarget",
      summary = "Send a test message now and tell what became of it")
  public TestResult test(@PathParam("id") UUID id) {
    Target target = targets.get(id);
    var start = clock.instant();
    Attempt attempt = channels.send(target.id(), target.channel(), messages.test(target.name()));
    long took = Duration.between(start, clock.instant()).toMillis();
    return switch (attempt) {
      case Attempt.Delivered(String detail) -> new TestResult(true, detail, took);
      case Attempt.Refused(String why) -> new TestResult(false, why, took);
      case Attempt.Unavailable(String why, _) -> new TestResult(false, why, took);
    };
  }
}
