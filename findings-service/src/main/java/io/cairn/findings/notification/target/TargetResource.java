package io.cairn.findings.notification.target;

import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import io.cairn.web.page.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Targets over HTTP. */
@Path(TargetResource.PATH)
@Tag(name = "notifications")
@Produces(MediaType.APPLICATION_JSON)
class TargetResource {
  static final String PATH = "/api/v1/findings/notification-targets";

  private final TargetService service;
  private final Caller caller;

  TargetResource(TargetService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @GET
  @AwsAction("events:ListTargetsByRule")
  @Operation(operationId = "listNotificationTargets", summary = "All targets by name, in one page")
  public Page<TargetDto.Item> list(@QueryParam("count") boolean count) {
    List<TargetDto.Item> all =
        service.all().stream().map(target -> TargetDto.item(target, null)).toList();
    return new Page<>(all, null, count ? (long) all.size() : null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AwsAction("events:PutTargets")
  @Operation(
      operationId = "createNotificationTarget",
      summary = "Tell somebody, by webhook or a topic of SNS",
      description =
          "kind webhook takes url; kind sns takes topicArn and, where needed, roleArn, externalId and endpoint."
              + " The answer holds a webhook's signing secret, this once.")
  @APIResponseSchema(
      value = TargetDto.Item.class,
      responseCode = "201",
      responseDescription = "It is told from now on")
  public Response create(TargetDto.@Nullable Settings settings) {
    TargetService.Made made = service.create(settings, caller.principalArn());
    return Response.created(URI.create(PATH + "/" + made.target().id()))
        .entity(TargetDto.item(made.target(), made.secret()))
        .build();
  }

  @GET
  @Path("/{id}")
  @AwsAction("events:ListTargetsByRule")
  @Operation(operationId = "getNotificationTarget", summary = "One target")
  public TargetDto.Item get(@PathParam("id") UUID id) {
    return TargetDto.item(service.get(id), null);
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @AwsAction("events:PutTargets")
  @Operation(
      operationId = "updateNotificationTarget",
      summary = "Replace a target's settings; a webhook keeps its secret")
  public TargetDto.Item replace(@PathParam("id") UUID id, TargetDto.@Nullable Settings settings) {
    TargetService.Made made = service.replace(id, settings, caller.principalArn());
    return TargetDto.item(made.target(), made.secret());
  }

  @DELETE
  @Path("/{id}")
  @AwsAction("events:RemoveTargets")
  @Operation(
      operationId = "deleteNotificationTarget",
      summary = "Delete a target and its deliveries")
  public void delete(@PathParam("id") UUID id) {
    service.delete(id);
  }

  @POST
  @Path("/{id}/rotate-secret")
  @AwsAction("events:PutTargets")
  @Operation(
      operationId = "rotateNotificationTargetSecret",
      summary = "Give a webhook another signing secret, told this once")
  public TargetDto.Item rotate(@PathParam("id") UUID id) {
    TargetService.Made made = service.rotate(id, caller.principalArn());
    return TargetDto.item(made.target(), made.secret());
  }
}
