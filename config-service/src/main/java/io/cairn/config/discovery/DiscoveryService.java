package io.cairn.config.discovery;

import io.cairn.config.account.Account;
import io.cairn.config.account.AccountStore;
import io.cairn.config.account.DiscoveryConfig;
import io.cairn.config.account.DiscoverySchedule;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.Reach;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import io.cairn.web.runtime.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starting discoveries, and where they stand. */
@ApplicationScoped
class DiscoveryService {

  private static final String LIST = "listJobs";

  private final JobStore jobs;
  private final UnitStore units;
  private final AccountStore accounts;
  private final DiscoverySchedule schedule;
  private final DiscoveryConfig config;
  private final Collectors collectors;
  private final PageTokens tokens;
  private final Ids ids;
  private final Clock clock;

  DiscoveryService(
      JobStore jobs,
      UnitStore units,
      AccountStore accounts,
      DiscoverySchedule schedule,
      DiscoveryConfig config,
      Collectors collectors,
      PageTokens tokens,
      Ids ids,
      Clock clock) {
    this.jobs = jobs;
    this.units = units;
    this.accounts = accounts;
    this.schedule = schedule;
    this.config = config;
    this.collectors = collectors;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  /** Starts a discovery, or joins the one that is under way; the job's id. */
  @Transactional
  UUID start(Account account, String trigger, @Nullable String requestedBy) {
    UUID id = ids.next();
    if (!jobs.insert(id, account.accountId(), trigger, requestedBy, clock.instant())) {
      return jobs.active(account.accountId()).orElseGet(() -> start(account, trigger, requestedBy));
    }
    units.insert(id, account.accountId(), plan(account));
    jobs.keepNewest(account.accountId(), config.keepJobs());
    return id;
  }

  /** Starts one discovery that the schedule asks for; false when none is due. */
  @Transactional
  boolean startDue() {
    Instant now = clock.instant();
    Optional<Account> due = accounts.takeDue(now, () -> schedule.nextAfter(now));
    due.ifPresent(account -> start(account, "schedule", null));
    return due.isPresent();
  }

  private List<UnitStore.Planned> plan(Account account) {
    List<UnitStore.Planned> planned = new ArrayList<>();
    for (Collector collector : collectors.all()) {
      TypeDeclaration type = collector.type();
      TypeDeclaration first = collectors.inRun(type.run()).getFirst().type();
      boolean leads = first.resourceType().equals(type.resourceType());
      for (String region : regions(type.reach(), account)) {
        planned.add(new UnitStore.Planned(region, type.resourceType(), type.run(), leads));
      }
    }
    return planned;
  }

  private static List<String> regions(Reach reach, Account account) {
    List<String> regions = new ArrayList<>();
    if (reach != Reach.REGION) {
      regions.add(TypeDeclaration.GLOBAL);
    }
    if (reach == Reach.REGION || reach == Reach.GLOBAL_AND_REGION) {
      regions.addAll(account.regions());
    }
    return regions;
  }

  /** A job with its units; throws a 404 problem if there is none. */
  @Transactional
  Job job(String jobId) {
    UUID id = uuid(jobId).orElseThrow(() -> unknown(jobId));
    return jobs.find(id).orElseThrow(() -> unknown(jobId)).withUnits(units.of(id));
  }

  /** A page of jobs, newest first. */
  @Transactional
  Page<Job> list(@Nullable String accountId, int limit, @Nullable String nextToken) {
    String purpose = LIST + "/" + (accountId == null ? "" : accountId);
    UUID before = nextToken == null ? null : UUID.fromString(tokens.open(purpose, nextToken));
    List<Job> found = jobs.before(before, accountId, limit + 1);
    List<Job> shown = found.subList(0, Math.min(limit, found.size()));
    boolean more = found.size() > limit;
    return new Page<>(
        shown, more ? tokens.seal(purpose, shown.getLast().jobId().toString()) : null);
  }

  /** The next units to work on, all of one run. */
  @Transactional
  List<Unit> claim() {
    return units.claim(clock.instant(), config.lease());
  }

  /**
   * Marks the job of claimed units as begun. Apart from the claim: whoever holds units never waits
   * for their job, as those who end a job hold it and wait for its units.
   */
  @Transactional
  void begin(UUID job) {
    jobs.started(job, clock.instant());
  }

  @Transactional
  boolean renew(Unit unit, int listed) {
    return units.renew(unit, config.lease(), listed);
  }

  @Transactional
  void release(List<Unit> claimed) {
    claimed.forEach(units::release);
  }

  /** Ends a unit, and its job with the last one. */
  @Transactional
  void end(
      Unit unit,
      UnitState state,
      UnitCounts.Counts counts,
      long calls,
      @Nullable String error,
      Map<String, String> failures) {
    jobs.lock(unit.jobId());
    units.end(unit, state, counts, calls, error, failures, clock.instant());
    jobs.endIfDone(unit.jobId(), clock.instant());
  }

  /** Ends a job as a whole: nothing of it can be done. False if another worker found so before. */
  @Transactional
  boolean fail(UUID job, UnitState state, String error) {
    jobs.lock(job);
    boolean first = jobs.failed(job, error);
    units.endAll(job, state, clock.instant());
    jobs.endIfDone(job, clock.instant());
    return first;
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ProblemException unknown(String jobId) {
    return new ProblemException(
        DiscoveryProblem.JOB_UNKNOWN,
        "There is no discovery job " + jobId + "; GET /api/v1/config/jobs lists them.");
  }
}
