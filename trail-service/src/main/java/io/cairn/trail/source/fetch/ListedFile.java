package io.cairn.trail.source.fetch;

import io.cairn.trail.ledger.ObjectRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A log file that a listing named and that is to be read.
 *
 * @param key its key
 * @param name its name in the ledger
 */
record ListedFile(String key, String name) {

  /** Those log files of a page that are new, or changed since they were read. */
  static List<ListedFile> fresh(
      List<S3Object> page, String sourceId, String bucket, ObjectRows objects) {
    Map<String, S3Object> files = new LinkedHashMap<>();
    for (S3Object object : page) {
      if (LogKey.parse(object.key()) != null) {
        files.put(ObjectFetcher.name(bucket, object.key()), object);
      }
    }
    if (files.isEmpty()) {
      return List.of();
    }
    Map<String, ObjectRows.Known> known = objects.known(sourceId, files.keySet());
    return files.entrySet().stream()
        .filter(file -> isNew(known.get(file.getKey()), file.getValue()))
        .map(file -> new ListedFile(file.getValue().key(), file.getKey()))
        .toList();
  }

  /** An unreadable file is not new: it is tried again when its time has come, or it changes. */
  private static boolean isNew(ObjectRows.@Nullable Known known, S3Object object) {
    if (known == null || known.state().equals("PENDING")) {
      return true;
    }
    return known.etag() != null && !known.etag().equals(object.eTag());
  }
}
