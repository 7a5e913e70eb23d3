package io.cairn.messaging;

import io.cairn.web.access.AwsAction;
import io.cairn.web.access.Caller;
import jakarta.validation.constraints.Max;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

@NullMarked
@Path("/api/v1/echo")
class EchoResource {
  private final Caller caller;

  EchoResource(Caller caller) {
    this.caller = caller;
  }

  enum Kind {
    SMALL,
    LARGE
  }

  record Body(
      int number, @Nullable Kind kind, @Nullable List<String> names, @Nullable Instant since) {}

  @GET
  @AwsAction("config:DescribeConfigRules")
  @Operation(operationId = "getEcho", summary = "Who asks")
  public Map<String, String> who(@QueryParam("limit") @Max(10) int limit) {
    return Map.of("principal", caller.principalArn(), "account", caller.accountId());
  }

  @POST
  @AwsAction("config:PutConfigRule")
  @Operation(operationId = "postEcho", summary = "The number")
  public int number(Body body) {
    return body.number();
  }

  @GET
  @Path("/undeclared")
  public String undeclared() {
    return "nobody sees this";
  }
}
