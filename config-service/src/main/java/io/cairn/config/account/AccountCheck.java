package io.cairn.config.account;

import io.cairn.config.collect.Collector;
import io.cairn.config.collect.Probe;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.catalog.Collectors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an account allows by really calling it: each collector lists and describes one
 * resource in the home region, and each other region answers one list.
 */
@ApplicationScoped
class AccountCheck {

  private static final int SIDE_BY_SIDE = 8;

  private final Collectors collectors;
  private final Sessions sessions;
  private final Clock clock;

  AccountCheck(Collectors collectors, Sessions sessions, Clock clock) {
    this.collectors = collectors;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * An action that collectors need.
   *
   * @param status {@code ok}, {@code denied}, {@code unreachable}, or {@code untried} where the
   *     account has no resource to try it on
   * @param detail AWS's own words, where it did not answer
   */
  record ActionStatus(String action, String status, @Nullable String detail) {}

  /** A permission that is missing, where it was tried, and AWS's own words. */
  record Missing(String action, String region, @Nullable String detail) {}

  /** Whether a region answers. */
  record RegionStatus(String region, String status, @Nullable String detail) {}

  /**
   * All that was found out.
   *
   * @param missing the actions that AWS denied; none where it was not asked or did not answer
   */
  record Report(
      String accountId,
      boolean reachable,
      @Nullable String callerArn,
      @Nullable String detail,
      List<Missing> missing,
      List<ActionStatus> actions,
      List<RegionStatus> regions,
      Instant checkedAt) {}

  Report of(Account account) {
    Reachability reachability =
        Reachability.of(account, sessions.open(account, account.homeRegion(), false));
    return switch (reachability) {
      case Reachability.Unreachable unreachable -> unreachable(account, unreachable);
      case Reachability.Reachable(var arn) -> reachable(account, arn);
    };
  }

  private Report unreachable(Account account, Reachability.Unreachable found) {
    String detail = found.code() + ": " + found.reason();
    String action = found.refusedAction();
    return new Report(
        account.accountId().value(),
        false,
        null,
        detail,
        action == null ? List.of() : List.of(new Missing(action, account.homeRegion(), detail)),
        List.of(),
        List.of(),
        clock.instant());
  }

  private Report reachable(Account account, String callerArn) {
    List<ActionStatus> actions = actions(account);
    List<RegionStatus> regions = regions(account);
    List<Missing> missing = new ArrayList<>();
    for (ActionStatus action : actions) {
      if (action.status().equals(Probe.DENIED)) {
        missing.add(new Missing(action.action(), account.homeRegion(), action.detail()));
      }
    }
    for (RegionStatus region : regions) {
      boolean told = region.region().equals(account.homeRegion());
      if (region.status().equals(Probe.DENIED) && !told) {
        missing.add(new Missing("ec2:DescribeVpcs", region.region(), region.detail()));
      }
    }
    return new Report(
        account.accountId().value(),
        true,
        callerArn,
        null,
        missing,
        actions,
        regions,
        clock.instant());
  }

  private List<ActionStatus> actions(Account account) {
    Map<String, ActionStatus> found = new TreeMap<>();
    collectors
        .actions()
        .forEach(action -> found.put(action, new ActionStatus(action, Probe.UNTRIED, null)));
    collectors.all().stream()
        .gather(Gatherers.mapConcurrent(SIDE_BY_SIDE, c -> probe(account, c)))
        .forEachOrdered(
            results ->
                results.forEach(
                    (action, result) ->
                        found.merge(
                            action,
                            new ActionStatus(action, result.status(), result.detail()),
                            AccountCheck::worse)));
    // the call that told who we are
    found.put("sts:GetCallerIdentity", new ActionStatus("sts:GetCallerIdentity", Probe.OK, null));
    return List.copyOf(found.values());
  }

  private static ActionStatus worse(ActionStatus a, ActionStatus b) {
    List<String> order = List.of(Probe.DENIED, Probe.UNREACHABLE, Probe.OK, Probe.UNTRIED);
    return order.indexOf(a.status()) <= order.indexOf(b.status()) ? a : b;
  }

  private Map<String, Probe.Result> probe(Account account, Collector collector) {
    Map<String, Probe.Result> results = new LinkedHashMap<>();
    for (String region : Probe.regions(collector.type(), account.homeRegion())) {
      Session session = sessions.open(account, region, false);
      results.putAll(Probe.of(collector, session, region));
    }
    return results;
  }

  private List<RegionStatus> regions(Account account) {
    List<RegionStatus> found = new ArrayList<>();
    Collector cheapest = collectors.of("AWS::EC2::VPC").orElseThrow();
    for (String region : account.regions()) {
      Map<String, Probe.Result> results =
          Probe.of(cheapest, sessions.open(account, region, false), region);
      Probe.Result result =
          results.getOrDefault("ec2:DescribeVpcs", new Probe.Result(Probe.UNTRIED, null));
      found.add(new RegionStatus(region, result.status(), result.detail()));
    }
    return found;
  }
}
