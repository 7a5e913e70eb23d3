package io.cairn.config.account;

import io.cairn.aws.EndpointGuard;
import io.cairn.contracts.AccountId;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adding, changing and removing accounts. */
@ApplicationScoped
public class AccountService {

  private static final String LIST = "listAccounts";

  private final AccountStore accounts;
  private final EndpointGuard endpoints;
  private final DiscoverySchedule schedule;
  private final DiscoveryConfig discovery;
  private final Event<AccountRecorded> recorded;
  private final PageTokens tokens;
  private final Clock clock;

  AccountService(
      AccountStore accounts,
      EndpointGuard endpoints,
      DiscoverySchedule schedule,
      DiscoveryConfig discovery,
      Event<AccountRecorded> recorded,
      PageTokens tokens,
      Clock clock) {
    this.accounts = accounts;
    this.endpoints = endpoints;
    this.schedule = schedule;
    this.discovery = discovery;
    this.recorded = recorded;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What adding an account came to. */
  public enum Added {
    NEW,
    /** It was there already, with the same values. */
    UNCHANGED
  }

  /**
   * Adds an account and has it discovered at once; throws a problem if it is not valid or is there
   * with other values.
   */
  @Transactional
  public Added add(AccountBody body) {
    Account account = body.checked(endpoints);
    Instant now = clock.instant();
    if (accounts.insert(account, now, schedule.nextAfter(now))) {
      tell(new AccountRecorded(account, true));
      return Added.NEW;
    }
    if (accounts.find(account.accountId()).filter(account::equals).isPresent()) {
      return Added.UNCHANGED;
    }
    throw new ProblemException(
        AccountProblem.EXISTS,
        "Account "
            + account.accountId()
            + " is recorded with other values; PUT /api/v1/config/accounts/"
            + account.accountId()
            + " changes them.");
  }

  /** Replaces an account's values, and has it discovered at once if they are others. */
  @Transactional
  public Account change(String accountId, AccountBody body) {
    Account account = body.checked(endpoints);
    if (!account.accountId().value().equals(accountId)) {
      throw new ProblemException(
          AccountProblem.INVALID, "accountId in the body is not that of the path.");
    }
    boolean same = accounts.find(account.accountId()).filter(account::equals).isPresent();
    if (!accounts.update(account, clock.instant())) {
      throw unknown(accountId);
    }
    if (!same) {
      tell(new AccountRecorded(account, false));
    }
    return account;
  }

  private void tell(AccountRecorded news) {
    if (discovery.enabled()) {
      recorded.fire(news);
    }
  }

  /** The account; throws a 404 problem if it is not recorded. */
  public Account get(String accountId) {
    if (!AccountId.isValid(accountId)) {
      throw unknown(accountId);
    }
    return accounts.find(new AccountId(accountId)).orElseThrow(() -> unknown(accountId));
  }

  /** Stops recording an account; what was recorded of it stays. */
  public void remove(String accountId) {
    if (!accounts.delete(get(accountId).accountId())) {
      throw unknown(accountId);
    }
  }

  /** A page of accounts in order of id. */
  public Page<AccountBody> list(int limit, @Nullable String nextToken, boolean count) {
    String after = nextToken == null ? null : tokens.open(LIST, nextToken);
    List<Account> found = accounts.after(after, limit + 1);
    List<Account> shown = found.subList(0, Math.min(limit, found.size()));
    String next =
        found.size() > limit ? tokens.seal(LIST, shown.getLast().accountId().value()) : null;
    return new Page<>(
        shown.stream().map(AccountBody::of).toList(), next, count ? accounts.count() : null);
  }

  private static ProblemException unknown(String accountId) {
    return new ProblemException(
        AccountProblem.UNKNOWN,
        "Account " + accountId + " is not recorded; POST /api/v1/config/accounts adds it.");
  }
}
