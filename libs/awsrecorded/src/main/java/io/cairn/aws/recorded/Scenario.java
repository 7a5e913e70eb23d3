package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint answers: accounts with their resources, who may call, and what goes wrong.
 * Loaded from a folder {@code <account>/<region or global>/<service>.json} beside {@code
 * scenario.json} (access keys and roles that may be assumed), or built by hand. Thread-safe; a
 * change is seen by the next request.
 */
public final class Scenario {

  /** Access key id of the sample's account. */
  public static final String SAMPLE_ACCESS_KEY = "AKIARECORDED00000001";

  /** Secret of {@link #SAMPLE_ACCESS_KEY}. */
  public static final String SAMPLE_SECRET_KEY = "recorded-secret-of-the-base-account";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, ObjectNode> services = new HashMap<>();
  private final Identities identities = new Identities();
  private final Faults faults = new Faults();
  private int pageSize = 1000;

  /** A scenario without accounts. */
  public Scenario() {}

  /**
   * Loads a folder.
   *
   * @throws UncheckedIOException naming the file that cannot be read
   */
  public static Scenario load(Path folder) {
    var scenario = new Scenario();
    scenario.identities.read(json(folder.resolve("scenario.json")));
    try (Stream<Path> files = Files.walk(folder, 3)) {
      for (Path file : files.filter(f -> folder.relativize(f).getNameCount() == 3).toList()) {
        Path relative = folder.relativize(file);
        String name = relative.getName(2).toString();
        if (name.endsWith(".json")) {
          scenario.put(
              relative.getName(0).toString(),
              relative.getName(1).toString(),
              name.substring(0, name.length() - ".json".length()),
              json(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the recorded answers in " + folder, e);
    }
    return scenario;
  }

  /**
   * The small account 111122223333 that ships with this module: two regions, every type that is
   * collected, base key {@link #SAMPLE_ACCESS_KEY}.
   */
  public static Scenario sample() {
    var scenario = new Scenario();
    scenario.identities.read(resource("scenario.json"));
    String index = new String(bytes("index.txt"), StandardCharsets.UTF_8);
    for (String file : index.lines().toList()) {
      String[] steps = file.split("/", -1);
      String service = steps[2].substring(0, steps[2].length() - ".json".length());
      scenario.put(steps[0], steps[1], service, resource(file));
    }
    return scenario;
  }

  private static ObjectNode resource(String name) {
    try {
      return (ObjectNode) MAPPER.readTree(bytes(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read sample/" + name, e);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Scenario.class.getResourceAsStream("sample/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read sample/" + name, e);
    }
  }

  private static ObjectNode json(Path file) {
    try {
      return (ObjectNode) MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the recorded answers in " + file, e);
    }
  }

  /** Lets requests signed with a key act as the base credentials of an account. */
  public Scenario accessKey(String accessKeyId, String secretAccessKey, String account) {
    identities.accessKey(accessKeyId, secretAccessKey, account);
    return this;
  }

  /** Lets a role be assumed; with an external id, only by who knows it. */
  public Scenario assumable(String roleArn, @Nullable String externalId) {
    identities.assumable(roleArn, externalId);
    return this;
  }

  /** Replaces all that a service of an account holds in a region. */
  public synchronized Scenario put(
      String account, String region, String service, ObjectNode content) {
    services.put(key(account, region, service), content.deepCopy());
    return this;
  }

  /** Changes what a service holds; {@code region} is {@code global} for iam, s3 and s3control. */
  public synchronized void change(
      String account, String region, String service, Consumer<ObjectNode> change) {
    change.accept(content(account, region, service));
  }

  /**
   * Changes one resource.
   *
   * @param collection list that holds it, {@code buckets}
   * @param member member that names it, {@code Name}; dots go deeper
   * @throws IllegalArgumentException if there is none
   */
  public synchronized void change(
      String account,
      String region,
      String service,
      String collection,
      String member,
      String id,
      Consumer<ObjectNode> change) {
    for (JsonNode element : content(account, region, service).path(collection)) {
      if (id.equals(Listings.text(element, member))) {
        change.accept((ObjectNode) element);
        return;
      }
    }
    throw new IllegalArgumentException("no " + collection + " with " + member + " " + id);
  }

  /** Removes one resource; says whether there was one. */
  public synchronized boolean remove(
      String account, String region, String service, String collection, String member, String id) {
    var elements = content(account, region, service).path(collection).iterator();
    while (elements.hasNext()) {
      if (id.equals(Listings.text(elements.next(), member))) {
        elements.remove();
        return true;
      }
    }
    return false;
  }

  /** Caps pages, so that paging shows with few resources. */
  public synchronized Scenario pageSize(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a page holds at least 1: " + most);
    }
    pageSize = most;
    return this;
  }

  /** Ends all temporary sessions, as if they had expired. */
  public void expireSessions() {
    identities.expireSessions();
  }

  /** What goes wrong, and what was asked. */
  public Faults faults() {
    return faults;
  }

  synchronized int pageSize() {
    return pageSize;
  }

  Identities identities() {
    return identities;
  }

  /** Answers from the content of a service while nothing changes it. */
  synchronized <R> R read(
      String account, String region, String service, Function<ObjectNode, R> reading) {
    return reading.apply(content(account, region, service));
  }

  private ObjectNode content(String account, String region, String service) {
    return Objects.requireNonNull(
        services.computeIfAbsent(key(account, region, service), k -> MAPPER.createObjectNode()));
  }

  private static String key(String account, String region, String service) {
    boolean global = List.of("iam", "s3", "s3control").contains(service);
    return account + "/" + (global ? "global" : region) + "/" + service;
  }
}
