package io.cairn.findings.finding.record;

import io.cairn.contracts.AccountId;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Builds sightings: a bucket policy set by a user, unless told otherwise. */
@NullMarked
public final class Sightings {
  public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private final String account;
  private String detection = "bucket-policy";
  private Severity severity = Severity.HIGH;
  private @Nullable String actor = "arn:aws:iam::123456789012:user/alice";
  private String bucket = "logs-1";

  private Sightings(String account) {
    this.account = account;
  }

  public static Sightings in(String account) {
    return new Sightings(account);
  }

  public Sightings by(@Nullable String other) {
    actor = other;
    return this;
  }

  public Sightings of(String other) {
    detection = other;
    return this;
  }

  public Sightings on(String other) {
    bucket = other;
    return this;
  }

  public Sightings rated(Severity other) {
    severity = other;
    return this;
  }

  public Sighting at(String eventId, Instant time) {
    var identity =
        new FindingIdentity(
            FindingType.DETECTION,
            detection,
            new AccountId(account),
            "eu-west-1",
            actor,
            new ResourceRef("AWS::S3::Bucket", bucket));
    return new Sighting(
        new FindingDraft(identity, "Bucket policy set", "Somebody set it.", severity, "Unset it."),
        new EventEvidence(
            eventId,
            time,
            "PutBucketPolicy",
            "s3.amazonaws.com",
            actor,
            "198.51.100.7",
            Map.of("eventName", "PutBucketPolicy")),
        time);
  }
}
