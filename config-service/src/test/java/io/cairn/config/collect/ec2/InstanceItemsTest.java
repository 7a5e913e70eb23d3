package io.cairn.config.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.Looked;
import io.cairn.config.collect.Recorded;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.item.Relationship;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances, which AWS lists for an hour after they are terminated. */
@NullMarked
class InstanceItemsTest {

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  @Test
  void shouldRecordAnInstanceWithItsEdgesAndDropATerminatedOne() {
    // Given
    ObservedResource instance = recorded.list(Ec2Types.INSTANCE).only();
    assertThat(instance.availabilityZone()).isEqualTo("us-east-1a");
    assertThat(instance.configuration().path("launchTime").asText())
        .isEqualTo("2026-01-05T10:00:00.000Z");
    assertThat(instance.relationships())
        .extracting(Relationship::name)
        .containsExactlyInAnyOrder(
            "Is contained in Vpc",
            "Is contained in Subnet",
            "Is associated with SecurityGroup",
            "Contains NetworkInterface",
            "Is attached to Volume");

    // When
    recorded
        .scenario()
        .change(
            Recorded.ACCOUNT,
            Recorded.REGION,
            "ec2",
            "instancesSet",
            "instanceId",
            "i-0aa10000000000001",
            i -> ((ObjectNode) i.path("instanceState")).put("name", "terminated"));

    // Then
    assertThat(recorded.list(Ec2Types.INSTANCE).found()).isEmpty();
    assertThat(recorded.describe(instance)).isEqualTo(new Looked.Gone());
  }
}
