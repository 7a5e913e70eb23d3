package io.cairn.trail.source.fetch;

import io.cairn.trail.source.Source;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/** Lists one source's bucket, page by page, and counts the calls; for one thread. */
final class S3Listing {
  private final S3Client s3;
  private final Source source;
  private final String bucket;
  private int calls;

  S3Listing(S3Client s3, Source source) {
    this.s3 = s3;
    this.source = source;
    this.bucket = Objects.requireNonNull(source.bucket(), "a listed source has a bucket");
  }

  String bucket() {
    return bucket;
  }

  int calls() {
    return calls;
  }

  /** Gives the folders right below a prefix, at most a thousand at a time. */
  void folders(String prefix, Consumer<List<String>> pages) {
    String token = null;
    do {
      ListObjectsV2Response page = call(request(prefix, token).delimiter("/").build());
      pages.accept(page.commonPrefixes().stream().map(CommonPrefix::prefix).toList());
      token = next(page);
    } while (token != null);
  }

  /** A page of keys; the first one begins behind {@code startAfter}. */
  ListObjectsV2Response keys(String prefix, @Nullable String startAfter, @Nullable String token) {
    return call(request(prefix, token).startAfter(startAfter).build());
  }

  /** The token of the next page, or null at the end. */
  static @Nullable String next(ListObjectsV2Response page) {
    return Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
  }

  private ListObjectsV2Request.Builder request(String prefix, @Nullable String token) {
    var request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).continuationToken(token);
    return source.requesterPays() ? request.requestPayer(RequestPayer.REQUESTER) : request;
  }

  private ListObjectsV2Response call(ListObjectsV2Request request) {
    calls++;
    return s3.listObjectsV2(request);
  }
}
