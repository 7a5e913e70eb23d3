package io.cairn.config.account;

import io.cairn.aws.AwsCalls;
import io.cairn.config.collect.Session;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** Opens sessions on accounts. */
@Singleton
public class Sessions {

  private final AwsCalls calls;
  private final Clock clock;

  Sessions(AwsCalls calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * A session in a region; {@code global} means the account's home region.
   *
   * @param patient whether to wait for reports that AWS is still making
   */
  public Session open(Account account, String region, boolean patient) {
    return new Session(
        account.target(region), Set.copyOf(account.regions()), calls, clock, patient);
  }
}
