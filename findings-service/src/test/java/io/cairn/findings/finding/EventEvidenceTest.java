package io.cairn.findings.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.findings.finding.record.Sightings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class EventEvidenceTest {
  @Test
  void shouldKeepTheRulesOrderOfWhatMatched() {
    // Given
    List<String> fields =
        List.of("userIdentity.type", "eventName", "zeta", "alpha", "eventSource", "b");
    Map<String, String> matched = new LinkedHashMap<>();
    fields.forEach(field -> matched.put(field, "v"));

    // When
    var evidence =
        new EventEvidence(
            "e-1", Sightings.NOON, "CreateUser", "iam.amazonaws.com", null, null, matched);

    // Then
    assertThat(evidence.matched().keySet()).containsExactlyElementsOf(fields);
  }
}
