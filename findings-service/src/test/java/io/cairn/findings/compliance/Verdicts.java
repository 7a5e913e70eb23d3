package io.cairn.findings.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.contracts.ComplianceType;
import io.cairn.testkit.servers.KafkaProbe;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Sends verdicts of the rule restricted-ssh on one security group, as config-service would. */
@NullMarked
public final class Verdicts {
  public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private Verdicts() {}

  /** A verdict on a version of the group, evaluated some seconds after noon. */
  public static ComplianceChanged verdict(
      String account, ComplianceType type, long version, int seconds) {
    return new ComplianceChanged(
        account,
        "eu-west-1",
        "AWS::EC2::SecurityGroup",
        "sg-1",
        "arn:aws:ec2:eu-west-1:" + account + ":security-group/sg-1",
        "web",
        "restricted-ssh",
        "INCOMING_SSH_DISABLED",
        "Port 22 must not be open to the world.",
        "high",
        "Remove the rule for port 22.",
        null,
        type,
        type == ComplianceType.NON_COMPLIANT ? "0.0.0.0/0 may reach port 22" : null,
        version,
        NOON,
        NOON.plusSeconds(seconds));
  }

  /** Sends it. */
  public static void send(KafkaProbe probe, ComplianceChanged verdict) {
    try {
      probe.send(
          "config.compliance.changed.v1",
          verdict.resource().toString(),
          JSON.writeValueAsBytes(verdict),
          Map.of(
              "ce_id", verdict.accountId() + verdict.evaluatedAt() + verdict.newComplianceType()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
