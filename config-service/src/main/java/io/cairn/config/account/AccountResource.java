package io.cairn.config.account;

import io.cairn.web.access.AwsAction;
import io.cairn.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts over REST. */
@Path("/api/v1/config/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
class AccountResource {

  private final AccountService accounts;
  private final AccountCheck check;
  private final AccountImport importer;

  AccountResource(AccountService accounts, AccountCheck check, AccountImport importer) {
    this.accounts = accounts;
    this.check = check;
    this.importer = importer;
  }

  /** Adds one; 201, or 200 when it is there with the same values. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AwsAction("config:PutConfigurationAggregator")
  @Operation(operationId = "addAccount", summary = "Start recording an AWS account")
  @APIResponseSchema(
      value = AccountBody.class,
      responseCode = "201",
      responseDescription = "It is recorded from now on")
  @APIResponse(
      responseCode = "200",
      description = "It was recorded with these values already",
      content = @Content(schema = @Schema(implementation = AccountBody.class)))
  public Response add(@NotNull AccountBody body) {
    AccountService.Added added = accounts.add(body);
    Account account = accounts.get(String.valueOf(body.accountId()));
    URI location = URI.create("/api/v1/config/accounts/" + account.accountId());
    return added == AccountService.Added.NEW
        ? Response.created(location).entity(AccountBody.of(account)).build()
        : Response.ok(AccountBody.of(account)).build();
  }

  /** Accounts in order of id. */
  @GET
  @AwsAction("config:DescribeConfigurationAggregators")
  @Operation(operationId = "listAccounts", summary = "Recorded AWS accounts")
  public Page<AccountBody> list(
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @QueryParam("nextToken") @Nullable String nextToken,
      @QueryParam("count") @DefaultValue("false") boolean count) {
    return accounts.list(limit, nextToken, count);
  }

  /** One account. */
  @GET
  @Path("/{accountId}")
  @AwsAction("config:DescribeConfigurationAggregators")
  @Operation(operationId = "getAccount", summary = "A recorded AWS account")
  public AccountBody get(@PathParam("accountId") String accountId) {
    return AccountBody.of(accounts.get(accountId));
  }

  /** Replaces the values of one. */
  @PUT
  @Path("/{accountId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @AwsAction("config:PutConfigurationAggregator")
  @Operation(operationId = "updateAccount", summary = "Change how an AWS account is reached")
  public AccountBody change(@PathParam("accountId") String accountId, @NotNull AccountBody body) {
    return AccountBody.of(accounts.change(accountId, body));
  }

  /** Stops recording one. */
  @DELETE
  @Path("/{accountId}")
  @AwsAction("config:DeleteConfigurationAggregator")
  @Operation(
      operationId = "deleteAccount",
      summary = "Stop recording an AWS account; what was recorded stays")
  public void remove(@PathParam("accountId") String accountId) {
    accounts.remove(accountId);
  }

  /** Calls AWS and tells what is allowed. */
  @GET
  @Path("/{accountId}/check")
  @AwsAction("config:DescribeConfigurationAggregatorSourcesStatus")
  @Operation(
      operationId = "checkAccount",
      summary = "Call an AWS account and name each permission that is missing")
  public AccountCheck.Report check(@PathParam("accountId") String accountId) {
    return check.of(accounts.get(accountId));
  }

  /** The same, for callers that hold that what makes calls is no GET. */
  @POST
  @Path("/{accountId}/check")
  @AwsAction("config:DescribeConfigurationAggregatorSourcesStatus")
  @Operation(
      operationId = "tryAccount",
      summary = "Call an AWS account and name each permission that is missing")
  public AccountCheck.Report tryOut(@PathParam("accountId") String accountId) {
    return check.of(accounts.get(accountId));
  }

  /** Adds many, given as NDJSON or as CSV with a header. */
  @POST
  @Path("/import")
  @Consumes({AccountImport.NDJSON, AccountImport.CSV})
  @AwsAction("config:PutConfigurationAggregator")
  @Operation(operationId = "importAccounts", summary = "Start recording a list of AWS accounts")
  public AccountImport.Summary importAll(String lines) {
    return importer.read(lines);
  }
}
