package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * A part of an item that a further call gives.
 *
 * @param paths where it goes: {@code supplementaryConfiguration.Policy}, {@code tags} …; for a call
 *     that gives several, each takes the member of the answer that its last step names
 * @param action IAM action the call needs
 * @param absentCodes error codes that mean that there is none
 * @param whenAbsent what is recorded then; null means that the key is left out
 * @param read makes the call; a null result is recorded as {@code whenAbsent}
 */
public record Part<C extends AwsClient>(
    List<String> paths,
    String action,
    Set<String> absentCodes,
    @Nullable JsonNode whenAbsent,
    Reading<C> read) {

  /** Reads the part of the resource whose configuration is given. */
  @FunctionalInterface
  public interface Reading<C> {
    @Nullable JsonNode read(C client, ObjectNode configuration);
  }
}
