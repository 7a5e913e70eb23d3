package io.cairn.config.discovery;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsCallsStoppedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.account.Account;
import io.cairn.config.account.AccountStore;
import io.cairn.config.account.Reachability;
import io.cairn.config.account.Sessions;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.SessionNotes;
import io.cairn.config.collect.TypeDeclaration;
import io.cairn.contracts.AccountId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on the units of one run, to whatever end. */
@Singleton
class UnitRunner {

  private static final Logger LOGGER = LoggerFactory.getLogger(UnitRunner.class);
  private static final int ATTEMPTS = 5;
  private static final int MESSAGE_LENGTH = 300;

  private final DiscoveryService discovery;
  private final AccountStore accounts;
  private final Sessions sessions;
  private final ListingFactory listings;

  /** The latest job in which each account was found to answer. */
  private final Map<AccountId, UUID> reachedBy = new ConcurrentHashMap<>();

  UnitRunner(
      DiscoveryService discovery,
      AccountStore accounts,
      Sessions sessions,
      ListingFactory listings) {
    this.discovery = discovery;
    this.accounts = accounts;
    this.sessions = sessions;
    this.listings = listings;
  }

  /** How a unit ended. */
  private record End(UnitState state, @Nullable String error) {}

  void run(List<Unit> units, Listing.Progress progress) {
    Unit first = units.getFirst();
    Optional<Account> account = accounts.find(first.account());
    if (account.isEmpty()) {
      discovery.fail(first.jobId(), UnitState.CANCELLED, "The account is not recorded any more.");
      return;
    }
    if (reach(first, account.get()) instanceof Reachability.Unreachable(var code, var reason)) {
      discovery.fail(first.jobId(), UnitState.UNREACHABLE, code + ": " + reason);
      return;
    }
    Session session = sessions.open(account.get(), first.region(), true);
    Listing listing = listings.make(account.get(), session, progress);
    End end = work(first, listing);
    if (end.state() == UnitState.UNREACHABLE) {
      reachedBy.remove(account.get().accountId());
      if (reach(first, account.get()) instanceof Reachability.Unreachable(var code, var reason)) {
        discovery.fail(first.jobId(), UnitState.UNREACHABLE, code + ": " + reason);
        return;
      }
      end = new End(offOrBroken(first, account.get()), end.error());
    }
    end(units, end, listing, session.notes());
  }

  /**
   * The account answers in its home region, so a refusal elsewhere means that the region is off; in
   * the home region, that the service refuses what others take.
   */
  private static UnitState offOrBroken(Unit unit, Account account) {
    boolean home =
        unit.region().equals(account.homeRegion()) || unit.region().equals(TypeDeclaration.GLOBAL);
    return home ? UnitState.INCOMPLETE : UnitState.NOT_APPLICABLE;
  }

  /** Asked once a job, not once a unit; and again when credentials are refused in between. */
  private Reachability reach(Unit unit, Account account) {
    if (!unit.jobId().equals(reachedBy.get(account.accountId()))) {
      Reachability home =
          Reachability.of(account, sessions.open(account, account.homeRegion(), false));
      if (home instanceof Reachability.Unreachable) {
        return home;
      }
      reachedBy.put(account.accountId(), unit.jobId());
    }
    return new Reachability.Reachable("");
  }

  private static End work(Unit unit, Listing listing) {
    if (unit.attempts() > ATTEMPTS) {
      return new End(
          UnitState.INCOMPLETE, "Given up: the process ended " + ATTEMPTS + " times during it.");
    }
    try {
      listing.run(unit.run(), unit.region());
      return listing.unrecorded() == 0
          ? new End(UnitState.COMPLETED, null)
          : new End(UnitState.INCOMPLETE, unrecorded(listing.unrecorded()));
    } catch (AwsCallFailedException e) {
      return ofFailure(e);
    } catch (AwsCallsStoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .addKeyValue("accountId", unit.accountId())
          .addKeyValue("region", unit.region())
          .addKeyValue("resourceType", unit.resourceType())
          .setCause(e)
          .log("a unit of discovery failed");
      return new End(
          UnitState.INCOMPLETE, "Cairn failed while recording; the service's log says how.");
    }
  }

  private static String unrecorded(int number) {
    return "%d resources were listed and could not be stored; the service's log names them."
        .formatted(number);
  }

  private static End ofFailure(AwsCallFailedException e) {
    AwsFailure failure = e.failure();
    String text = cut(e.action() + ": " + failure.code() + ": " + failure.message());
    UnitState state =
        switch (failure) {
          case AwsFailure.Denied _ -> UnitState.DENIED;
          case AwsFailure.NotEnabled _, AwsFailure.NoEndpoint _, AwsFailure.Unsupported _ ->
              UnitState.NOT_APPLICABLE;
          case AwsFailure.CredentialsRefused _ -> UnitState.UNREACHABLE;
          case AwsFailure.Absent _,
              AwsFailure.Throttled _,
              AwsFailure.Transient _,
              AwsFailure.Invalid _,
              AwsFailure.Unexpected _ ->
              UnitState.INCOMPLETE;
        };
    return new End(state, text);
  }

  private void end(List<Unit> units, End end, Listing listing, SessionNotes notes) {
    Map<String, String> failures = new TreeMap<>();
    notes.failed().forEach((action, f) -> failures.put(action, cut(f.code() + ": " + f.message())));
    for (Unit unit : units) {
      boolean first = unit.equals(units.getFirst());
      discovery.end(
          unit,
          end.state(),
          listing.counts(unit.resourceType()).toCounts(),
          first ? notes.calls() : 0,
          end.error(),
          failures);
    }
  }

  private static String cut(String text) {
    return text.length() > MESSAGE_LENGTH ? text.substring(0, MESSAGE_LENGTH) : text;
  }
}
