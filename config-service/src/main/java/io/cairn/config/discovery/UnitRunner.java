package io.cairn.config.discovery;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsCallsStoppedException;
import io.cairn.aws.AwsFailure;
import io.cairn.aws.KnownRegions;
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

  /**
   * How a unit ended.
   *
   * @param offered of an end that is UNREACHABLE: whether an account that answers should have
   */
  private record End(UnitState state, @Nullable String error, boolean offered) {
    End(UnitState state, @Nullable String error) {
      this(state, error, true);
    }

    End settled() {
      return new End(offered ? UnitState.INCOMPLETE : UnitState.NOT_APPLICABLE, error);
    }
  }

  void run(List<Unit> units, Listing.Progress progress) {
    Unit first = units.getFirst();
    Optional<Account> account = accounts.find(first.account());
    if (account.isEmpty()) {
      discovery.fail(first.jobId(), UnitState.CANCELLED, "The account is not recorded any more.");
      return;
    }
    if (reach(first, account.get()) instanceof Reachability.Unreachable whole) {
      fail(first, whole);
      return;
    }
    Session session = sessions.open(account.get(), first.region(), true);
    Listing listing = listings.make(account.get(), session, progress);
    End end = work(first, account.get(), listing);
    if (end.state() == UnitState.UNREACHABLE) {
      reachedBy.remove(account.get().accountId());
      if (reach(first, account.get()) instanceof Reachability.Unreachable whole) {
        fail(first, whole);
        return;
      }
      end = end.settled();
    }
    end(units, end, listing, session.notes());
  }

  private void fail(Unit unit, Reachability.Unreachable whole) {
    String error = whole.code() + ": " + whole.reason();
    if (discovery.fail(unit.jobId(), UnitState.UNREACHABLE, error)) {
      LOGGER
          .atWarn()
          .addKeyValue("accountId", unit.accountId())
          .addKeyValue("error", whole.code())
          .log("a discovery failed: the account does not answer");
    }
  }

  /**
   * Of an account that answers in its home region: whether the list should have come. A refusal
   * elsewhere means that the region is off; a host without an address, that the service is not
   * offered there, unless AWS is known to offer it or the account has an endpoint of its own.
   */
  private static boolean offered(Unit unit, Account account, AwsCallFailedException e) {
    boolean home =
        unit.region().equals(account.homeRegion()) || unit.region().equals(TypeDeclaration.GLOBAL);
    boolean hostIsGone =
        e.failure() instanceof AwsFailure.NoEndpoint
            && (account.endpoint() != null || KnownRegions.isOffered(e.action(), unit.region()));
    return home || hostIsGone;
  }

  /** Asked once a job, not once a unit; and again when credentials or hosts fail in between. */
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

  private static End work(Unit unit, Account account, Listing listing) {
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
      return ofFailure(e, offered(unit, account, e));
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

  private static End ofFailure(AwsCallFailedException e, boolean offered) {
    AwsFailure failure = e.failure();
    String text = cut(e.action() + ": " + failure.code() + ": " + failure.message());
    UnitState state =
        switch (failure) {
          case AwsFailure.Denied _ -> UnitState.DENIED;
          case AwsFailure.NotEnabled _, AwsFailure.Unsupported _ -> UnitState.NOT_APPLICABLE;
          case AwsFailure.CredentialsRefused _, AwsFailure.NoEndpoint _ -> UnitState.UNREACHABLE;
          case AwsFailure.Absent _,
              AwsFailure.Throttled _,
              AwsFailure.Transient _,
              AwsFailure.Invalid _,
              AwsFailure.Unexpected _ ->
              UnitState.INCOMPLETE;
        };
    return new End(state, text, offered);
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
          failures.isEmpty() ? notReady(listing.counts(unit.resourceType())) : failures);
    }
  }

  /** Parts that are missing though no call failed: AWS has not made them yet. */
  private static Map<String, String> notReady(UnitCounts counts) {
    Map<String, String> parts = new TreeMap<>();
    // A credential report is up to four hours old and lacks whoever is newer.
    counts
        .staleParts()
        .forEach(
            (part, number) ->
                parts.put(
                    part,
                    "not in what AWS gave for %d resources; what was known of it stands until a later discovery finds it"
                        .formatted(number)));
    return parts;
  }

  private static String cut(String text) {
    return text.length() > MESSAGE_LENGTH ? text.substring(0, MESSAGE_LENGTH) : text;
  }
}
