package io.cairn.findings.notification.target;

import io.cairn.findings.notification.NotificationConfig;
import io.cairn.findings.notification.channel.Channel;
import io.cairn.findings.notification.channel.WebhookSecrets;
import io.cairn.findings.notification.target.TargetReader.Checked;
import io.cairn.web.problem.ProblemException;
import io.cairn.web.runtime.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with targets. */
@ApplicationScoped
public class TargetService {
  private final TargetTable table;
  private final TargetReader reader;
  private final WebhookSecrets secrets;
  private final NotificationConfig config;
  private final Ids ids;
  private final Clock clock;

  TargetService(
      TargetTable table,
      TargetReader reader,
      WebhookSecrets secrets,
      NotificationConfig config,
      Ids ids,
      Clock clock) {
    this.table = table;
    this.reader = reader;
    this.secrets = secrets;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** A target and, where it was just made, its secret. */
  record Made(Target target, @Nullable String secret) {}

  @Transactional
  Made create(TargetDto.@Nullable Settings settings, String by) {
    Checked checked = reader.read(settings);
    List<Target> all = table.all();
    if (all.size() >= config.maxTargets()) {
      throw new ProblemException(
          TargetProblem.TARGETS_FULL,
          "There are " + all.size() + " targets; at most " + config.maxTargets() + " are kept.");
    }
    refuseTaken(all, checked.name(), null);
    return save(ids.next(), checked, null, by);
  }

  /** Replaces the settings; a webhook that stays a webhook keeps its secret. */
  @Transactional
  Made replace(UUID id, TargetDto.@Nullable Settings settings, String by) {
    Checked checked = reader.read(settings);
    Target before = get(id);
    refuseTaken(table.all(), checked.name(), id);
    return save(id, checked, before, by);
  }

  private Made save(UUID id, Checked checked, @Nullable Target before, String by) {
    @Nullable String secret = null;
    Channel channel;
    if (checked.sns() != null) {
      channel = checked.sns();
    } else if (checked.url() == null) {
      throw new IllegalStateException("checked settings have neither URL nor topic");
    } else if (before != null && before.channel() instanceof Channel.Webhook webhook) {
      channel = new Channel.Webhook(checked.url(), webhook.sealedSecret());
    } else {
      secret = secrets.generate();
      channel = new Channel.Webhook(checked.url(), secrets.seal(id, secret));
    }
    Instant now = clock.instant();
    var target =
        new Target(
            id,
            checked.name(),
            channel,
            checked.filter(),
            checked.gathering(),
            checked.enabled(),
            before == null ? now : before.createdAt(),
            before == null ? by : before.createdBy(),
            now,
            by);
    table.save(target);
    return new Made(target, secret);
  }

  /** Gives a webhook another secret; the old one signs nothing from then on. */
  @Transactional
  Made rotate(UUID id, String by) {
    Target before = get(id);
    if (!(before.channel() instanceof Channel.Webhook webhook)) {
      throw new ProblemException(
          TargetProblem.TARGET_INVALID,
          "Target " + id + " is a topic of SNS and has no secret; only webhooks have one.");
    }
    String secret = secrets.generate();
    var target =
        new Target(
            id,
            before.name(),
            new Channel.Webhook(webhook.url(), secrets.seal(id, secret)),
            before.filter(),
            before.gathering(),
            before.enabled(),
            before.createdAt(),
            before.createdBy(),
            clock.instant(),
            by);
    table.save(target);
    return new Made(target, secret);
  }

  /** Deletes a target with its deliveries. */
  @Transactional
  void delete(UUID id) {
    if (!table.delete(id)) {
      throw unknown(id);
    }
  }

  List<Target> all() {
    return table.all();
  }

  /** A target. Throws a 404 problem where there is none. */
  public Target get(UUID id) {
    return table.find(id).orElseThrow(() -> unknown(id));
  }

  private static void refuseTaken(List<Target> all, String name, @Nullable UUID own) {
    Optional<Target> taken =
        all.stream().filter(t -> t.name().equals(name) && !t.id().equals(own)).findFirst();
    if (taken.isPresent()) {
      throw new ProblemException(
          TargetProblem.TARGET_EXISTS,
          "Target " + taken.get().id() + " is named " + name + "; choose another name.");
    }
  }

  private static ProblemException unknown(UUID id) {
    return new ProblemException(
        TargetProblem.TARGET_UNKNOWN,
        "There is no target "
            + id
            + "; GET /api/v1/findings/notification-targets lists those there are.");
  }
}
