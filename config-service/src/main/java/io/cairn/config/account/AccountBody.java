package io.cairn.config.account;

import io.cairn.aws.AwsTarget;
import io.cairn.aws.EndpointGuard;
import io.cairn.aws.EndpointRefusedException;
import io.cairn.contracts.AccountId;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account as requests and answers spell it.
 *
 * @param regions AWS regions to record, one to forty
 */
@RegisterForReflection
public record AccountBody(
    @Nullable String accountId,
    @Nullable String roleArn,
    @Nullable String externalId,
    @Nullable List<@Nullable String> regions,
    @Nullable String endpoint) {

  private static final int MOST_REGIONS = 40;
  private static final int LONGEST_ENDPOINT = 2000;
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role/[A-Za-z0-9_+=,.@/-]{1,576}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");

  static AccountBody of(Account account) {
    return new AccountBody(
        account.accountId().value(),
        account.roleArn(),
        account.externalId(),
        new ArrayList<>(account.regions()),
        account.endpoint() == null ? null : account.endpoint().toString());
  }

  /** The account; throws a 400 problem that names every wrong part. */
  Account checked(EndpointGuard guard) {
    List<ProblemError> errors = new ArrayList<>();
    String id = accountId == null ? "" : accountId;
    if (!AccountId.isValid(id)) {
      errors.add(new ProblemError("accountId", "must be the 12 digits of an AWS account"));
    }
    checkRole(id, errors);
    List<String> names = checkRegions(errors);
    URI url = checkEndpoint(guard, errors);
    if (!errors.isEmpty()) {
      String first = errors.getFirst().field() + " " + errors.getFirst().detail();
      throw new ProblemException(AccountProblem.INVALID, first + ".", errors);
    }
    return new Account(
        new AccountId(id), blankToNull(roleArn), blankToNull(externalId), names, url);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private void checkRole(String id, List<ProblemError> errors) {
    String role = blankToNull(roleArn);
    String external = blankToNull(externalId);
    if (role != null) {
      Matcher m = ROLE.matcher(role);
      if (!m.matches()) {
        errors.add(new ProblemError("roleArn", "must be like arn:aws:iam::111122223333:role/name"));
      } else if (!m.group(1).equals(id)) {
        errors.add(new ProblemError("roleArn", "must name a role of account " + id));
      }
    }
    if (external != null && !EXTERNAL_ID.matcher(external).matches()) {
      errors.add(
          new ProblemError("externalId", "must be 2 to 1224 letters, digits or any of _+=,.@:/-"));
    } else if (external != null && role == null) {
      errors.add(new ProblemError("externalId", "is of no use without roleArn"));
    }
  }

  private List<String> checkRegions(List<ProblemError> errors) {
    List<String> names = new ArrayList<>();
    if (regions == null || regions.isEmpty() || regions.size() > MOST_REGIONS) {
      errors.add(new ProblemError("regions", "must list 1 to " + MOST_REGIONS + " AWS regions"));
      return names;
    }
    for (String region : regions) {
      if (region == null || !AwsTarget.isRegion(region)) {
        errors.add(new ProblemError("regions", "holds " + region + ", which is no AWS region"));
      } else {
        names.add(region);
      }
    }
    if (new HashSet<>(names).size() < names.size()) {
      errors.add(new ProblemError("regions", "holds a region twice"));
    }
    return names;
  }

  private @Nullable URI checkEndpoint(EndpointGuard guard, List<ProblemError> errors) {
    String text = blankToNull(endpoint);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= LONGEST_ENDPOINT) {
        var url = new URI(text);
        guard.check(url);
        return url;
      }
      errors.add(new ProblemError("endpoint", "is longer than " + LONGEST_ENDPOINT + " letters"));
    } catch (URISyntaxException e) {
      errors.add(new ProblemError("endpoint", "must be a URL like https://aws.example.com"));
    } catch (EndpointRefusedException e) {
      errors.add(new ProblemError("endpoint", "is refused: " + e.getMessage()));
    }
    return null;
  }
}
