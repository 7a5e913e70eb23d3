package io.cairn.config.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.item.Relationship;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Builds what collectors would hand over: a bucket, unless told otherwise. */
@NullMarked
public final class Observations {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ResourceKey key;
  private final Map<String, String> tags = new HashMap<>();
  private final List<Relationship> relationships = new ArrayList<>();
  private final Set<String> volatilePaths = new HashSet<>();
  private final Set<String> stale = new HashSet<>();
  private String configuration = "{}";
  private String supplementary = "{}";
  private @Nullable Instant created;
  private Instant at = Instant.parse("2026-03-04T05:06:07.089Z");

  private Observations(ResourceKey key) {
    this.key = key;
  }

  public static ResourceKey bucket(String account, String name) {
    return new ResourceKey(new AccountId(account), "eu-west-1", "AWS::S3::Bucket", name);
  }

  public static Observations of(ResourceKey key) {
    return new Observations(key);
  }

  public Observations configured(String json) {
    this.configuration = json;
    return this;
  }

  public Observations supplemented(String json) {
    this.supplementary = json;
    return this;
  }

  public Observations tagged(String name, String value) {
    tags.put(name, value);
    return this;
  }

  public Observations related(String type, @Nullable String id, @Nullable String name, String as) {
    relationships.add(new Relationship(type, id, name, as));
    return this;
  }

  public Observations withVolatile(String path) {
    volatilePaths.add(path);
    return this;
  }

  public Observations stale(String part) {
    stale.add(part);
    return this;
  }

  public Observations created(Instant time) {
    this.created = time;
    return this;
  }

  public Observations at(Instant time) {
    this.at = time;
    return this;
  }

  public Observations at(String time) {
    return at(Instant.parse(time));
  }

  public ObservedResource seen() {
    return new ObservedResource(
        key,
        "arn:aws:s3:::" + key.resourceId(),
        key.resourceId(),
        "Regional",
        created,
        tags,
        json(configuration),
        json(supplementary),
        relationships,
        volatilePaths,
        stale,
        at);
  }

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
