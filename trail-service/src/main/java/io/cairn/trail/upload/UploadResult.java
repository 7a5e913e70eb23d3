package io.cairn.trail.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.trail.ingest.RefusedRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an uploaded file.
 *
 * @param name its name as given
 * @param sha256 hash of its bytes as they came, 64 hexadecimal digits
 * @param objectName its name in the ledger
 * @param alreadyReceived whether the same file was taken in before; then nothing was done
 * @param expected records in it
 * @param accepted records accepted now
 * @param refused records refused now, at most 1,000 listed
 * @param refusedTotal number of records refused now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UploadResult(
    String name,
    String sha256,
    String objectName,
    boolean alreadyReceived,
    @Nullable Long expected,
    int accepted,
    List<RefusedRecord> refused,
    int refusedTotal) {
  UploadResult {
    refused = List.copyOf(refused);
  }
}
