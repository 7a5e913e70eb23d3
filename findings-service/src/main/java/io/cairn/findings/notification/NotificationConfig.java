package io.cairn.findings.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How messages are sent. */
@ConfigMapping(prefix = "cairn.findings.notification")
public interface NotificationConfig {
  /**
   * Whether targets may be http, on any port, and at loopback, private or link-local addresses. For
   * one machine and tests; elsewhere it lets whoever may make targets reach the inner network.
   */
  @WithDefault("false")
  boolean allowPrivateAddresses();

  /** Ports a webhook may have, unless private addresses are allowed. */
  @WithDefault("443,8443")
  List<Integer> allowedPorts();

  /**
   * PEM file of certificates that webhooks are trusted by besides the JVM's own authorities; read
   * again when it changes.
   */
  Optional<Path> trustedCertificates();

  /** Longest time for one attempt, from connecting to the answer's status. */
  @WithDefault("PT10S")
  Duration timeout();

  /** Attempts before a message is dead. */
  @WithDefault("15")
  int maxAttempts();

  /** Pause after the first failed attempt; each further one doubles it, with a random part. */
  @WithDefault("PT2S")
  Duration firstPause();

  /** Longest pause between two attempts of one message. */
  @WithDefault("PT30M")
  Duration longestPause();

  /** Longest pause of a whole target that does not answer. */
  @WithDefault("PT5M")
  Duration longestTargetPause();

  /** Longest time until what became due by itself is seen; what is told now is seen at once. */
  @WithDefault("PT1S")
  Duration poll();

  /** Targets that one replica sends to at the same time. */
  @WithDefault("16")
  int concurrentTargets();

  /** How long nothing more of a history must have come before what came is told in one message. */
  @WithDefault("PT1M")
  Duration historyQuiet();

  /** Longest time that history waits for more of it. */
  @WithDefault("PT30M")
  Duration historyLongest();

  /**
   * How long delivered messages are kept for looking at, with what they told; for ever unless set.
   */
  Optional<Duration> deliveriesKept();

  /** How often delivered messages that are kept no longer are deleted. */
  @WithDefault("1h")
  String forgetEvery();

  /** Most changes gathered in one message; what is more goes into the next. */
  @WithDefault("20000")
  int maxGathered();

  /** Most targets. */
  @WithDefault("100")
  int maxTargets();

  /**
   * Secret under which the webhooks' signing secrets are kept; the same for all replicas. When it
   * changes, the secret of each webhook must be rotated.
   */
  @WithDefault("${cairn.web.token-key}")
  String secretKey();
}
