package io.cairn.gateway.route;

import io.cairn.contracts.AccountId;
import io.cairn.gateway.openapi.ApiOperation;
import io.cairn.gateway.openapi.RouteMatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account and the region that a request is limited to, as far as its operation declares
 * parameters {@code accountId} and {@code region}: a service answers such a request with nothing of
 * other accounts or regions. What is not declared counts for nothing, however the caller spells it,
 * and a value that no account or region can have limits nothing.
 *
 * @param accountId whose things are asked for, or null: anybody's
 * @param region where, or null: anywhere
 */
record Scope(@Nullable String accountId, @Nullable String region) {
  private static final int MOST = 100;
  private static final String ACCOUNT = "accountId";
  private static final String REGION = "region";
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2}(?:-[a-z0-9]{1,20}){1,4}");

  /** What a request asks for; each of these must be allowed. At least one. */
  static List<Scope> of(RouteMatch.Found match, RequestQuery query) throws Refusal {
    if (match.operation().part() == null) {
      return List.of(new Scope(AccountId.SUITE.value(), null));
    }
    List<Scope> scopes = new ArrayList<>();
    for (@Nullable String account : values(match, query, ACCOUNT, ACCOUNT_ID)) {
      for (@Nullable String region : values(match, query, REGION, REGION_NAME)) {
        scopes.add(new Scope(account, region));
      }
    }
    if (scopes.size() > MOST) {
      throw Refusal.malformed(
          "A request names at most " + MOST + " pairs of account and region; ask in parts.");
    }
    return scopes;
  }

  /** What a denied caller hears of it; nothing where the operation has neither parameter. */
  String told(ApiOperation operation) {
    StringBuilder told = new StringBuilder();
    tell(told, operation, ACCOUNT, accountId);
    tell(told, operation, REGION, region);
    return told.toString();
  }

  private static void tell(
      StringBuilder told, ApiOperation operation, String name, @Nullable String value) {
    if (value != null) {
      told.append("; asked for ").append(name).append(' ').append(value);
    } else if (operation.queryParameters().contains(name)) {
      told.append("; asked for any ").append(name).append(", name one to ask for less");
    }
  }

  private static List<@Nullable String> values(
      RouteMatch.Found match, RequestQuery query, String name, Pattern form) {
    ApiOperation operation = match.operation();
    Set<@Nullable String> values = new LinkedHashSet<>();
    String inPath = match.parameters().get(name);
    if (inPath != null) {
      values.add(form.matcher(inPath).matches() ? inPath : null);
    } else if (operation.queryParameters().contains(name)) {
      for (String value : query.values(name)) {
        values.add(form.matcher(value).matches() ? value : null);
      }
    }
    if (values.isEmpty()) {
      values.add(null);
    }
    return new ArrayList<>(values);
  }
}
