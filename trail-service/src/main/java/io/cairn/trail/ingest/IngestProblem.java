package io.cairn.trail.ingest;

import io.cairn.web.problem.ProblemException;
import io.cairn.web.problem.ProblemType;

/** What can be wrong with a body of records. */
public enum IngestProblem implements ProblemType {
  MALFORMED("trail-body-malformed", 400, "The body cannot be taken apart into CloudTrail records"),
  TOO_LARGE("trail-body-too-large", 413, "The body is larger than what is taken in one request"),
  ENCODING("trail-body-encoding", 415, "The body's encoding is not understood"),
  BUSY("trail-busy", 503, "Too much is being taken in already"),
  BROKER_AWAY("trail-broker-away", 503, "The records could not be made durable");

  private final String slug;
  private final int status;
  private final String title;

  IngestProblem(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  /** The answer to a malformed body. */
  public static ProblemException of(MalformedInputException e) {
    IngestProblem type =
        switch (e.code()) {
          case GZIP_BOMB, TOO_LARGE, TOO_MANY_RECORDS -> TOO_LARGE;
          case EMPTY,
              COUNT_MISMATCH,
              UNKNOWN_FORMAT,
              NOT_RECORDS,
              TRUNCATED,
              GZIP_DAMAGED,
              TOO_MANY_BAD_RECORDS ->
              MALFORMED;
        };
    return new ProblemException(
        type, e.code() + ": " + e.getMessage() + ". Nothing of the body was accepted.", e);
  }

  /** The answer while the broker is away. */
  public static ProblemException of(BrokerAwayException e) {
    return new ProblemException(
        BROKER_AWAY,
        "Kafka did not acknowledge all records, so the body does not count as accepted; send it"
            + " again as it is (what was stored already is recognised).",
        e);
  }
}
