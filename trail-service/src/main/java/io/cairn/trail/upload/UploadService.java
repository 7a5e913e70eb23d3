package io.cairn.trail.upload;

import io.cairn.trail.ingest.Intake;
import io.cairn.trail.ingest.MalformedInputException;
import io.cairn.trail.ingest.Origin;
import io.cairn.trail.ingest.Payload;
import io.cairn.trail.ingest.Receipt;
import io.cairn.trail.ledger.ObjectRows;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Takes in a log file once: the same name with the same bytes is recognised, also after a crash
 * between the broker's ack and the note in the ledger, when its records merely count as duplicates.
 */
@Singleton
class UploadService {
  static final String SOURCE = "uploads";

  private final Intake intake;
  private final ObjectRows objects;

  UploadService(Intake intake, ObjectRows objects) {
    this.intake = intake;
    this.objects = objects;
  }

  UploadResult upload(String name, Payload payload, String callerAccount)
      throws MalformedInputException {
    String sha256 = sha256(payload.bytes());
    String objectName = name + "#" + sha256.substring(0, 16);
    ObjectRows.Known known = objects.known(SOURCE, List.of(objectName)).get(objectName);
    if (known != null && known.isRead(sha256)) {
      return new UploadResult(name, sha256, objectName, true, known.expected(), 0, List.of(), 0);
    }
    try {
      Receipt receipt = intake.accept(payload, new Origin(SOURCE, objectName, callerAccount));
      objects.read(SOURCE, objectName, sha256, payload.bytes().length, receipt.total());
      return new UploadResult(
          name,
          sha256,
          objectName,
          false,
          (long) receipt.total(),
          receipt.accepted(),
          receipt.refused(),
          receipt.refusedTotal());
    } catch (MalformedInputException e) {
      objects.unreadable(
          SOURCE,
          objectName,
          sha256,
          (long) payload.bytes().length,
          new ObjectRows.Trouble(
              e.code().name(),
              String.valueOf(e.getMessage()),
              "Fetch the file again from where it came and upload it once more.",
              null));
      throw e;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
