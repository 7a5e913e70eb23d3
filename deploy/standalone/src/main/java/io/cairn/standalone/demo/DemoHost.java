package io.cairn.standalone.demo;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.s3.S3Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a suite with the sample needs for as long as it runs: the AWS endpoint of its accounts, and
 * services that look there with the sample's credentials. A folder that has the sample keeps it, so
 * it cannot record real accounts.
 */
public final class DemoHost implements AutoCloseable {
  private final DataFolder folder;
  private final DemoAws aws;
  private DemoState state;

  private DemoHost(DataFolder folder, DemoState state, int port) {
    this.folder = folder;
    this.state = state;
    this.aws = DemoAws.start(new SampleClock(state.begun()), port);
    state.struck().ifPresent(at -> aws.strike(new SampleClock(at)));
  }

  /**
   * Starts the endpoint where the folder has the sample or shall get it; absent otherwise.
   *
   * @param wanted whether the sample shall be loaded
   */
  public static Optional<DemoHost> start(
      DataFolder folder, boolean wanted, Ports ports, Clock clock) {
    Optional<DemoState> known = DemoState.read(folder);
    if (known.isEmpty() && !wanted) {
      return Optional.empty();
    }
    DemoState state =
        known.orElseGet(() -> new DemoState(SampleClock.of(clock).now(), Optional.empty()));
    state.write(folder);
    return Optional.of(new DemoHost(folder, state, ports.of("demo-aws")));
  }

  /**
   * Refuses a folder that holds a suite without the sample.
   *
   * @throws CannotStart with the sentence for the person
   */
  public static void refuseForeign(DataFolder folder) {
    DemoState.refuseForeign(folder);
  }

  /** What the environment of a service holds besides the usual. */
  public Map<String, String> environment(String service, S3Access s3) {
    return switch (service) {
      case "config-service" -> {
        Map<String, String> all = credentials(Organisation.READER_KEY, Organisation.READER_SECRET);
        all.put("CAIRN_AWS_ALLOW_PRIVATE_ENDPOINTS", "true");
        yield all;
      }
      case "trail-service" -> {
        String id = s3.accessKeyId();
        String secret = s3.secretAccessKey();
        Map<String, String> all =
            id == null || secret == null ? new TreeMap<>() : credentials(id, secret);
        all.put("CAIRN_AWS_ALLOW_PRIVATE_ENDPOINTS", "true");
        yield all;
      }
      default -> Map.of();
    };
  }

  private static Map<String, String> credentials(String id, String secret) {
    Map<String, String> all = new TreeMap<>();
    all.put("AWS_ACCESS_KEY_ID", id);
    all.put("AWS_SECRET_ACCESS_KEY", secret);
    all.put("AWS_SESSION_TOKEN", "");
    all.put("AWS_REGION", Organisation.HOME_REGION);
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    return all;
  }

  void strike(SampleClock clock) {
    aws.strike(clock);
    state = new DemoState(state.begun(), Optional.of(clock.now()));
    state.write(folder);
  }

  DemoState state() {
    return state;
  }

  SampleClock clock() {
    return new SampleClock(state.begun());
  }

  URI address() {
    return aws.address();
  }

  /** The five commands to look at the sample, without {@code ./cairn}. */
  public static List<String> commands() {
    try (InputStream in = DemoHost.class.getResourceAsStream("/demo-commands.txt")) {
      return new String(
              Objects.requireNonNull(in, "demo-commands.txt").readAllBytes(),
              StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    aws.close();
  }
}
