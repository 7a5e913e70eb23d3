package io.cairn.gateway.openapi;

import io.cairn.contracts.AccountId;
import io.cairn.gateway.upstream.InternalTokenMaker;
import io.cairn.gateway.upstream.Part;
import io.cairn.gateway.upstream.Parts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads small answers of a service, within bounds of time and size. */
@Singleton
class DocumentFetch {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 8 * 1024 * 1024;
  private static final String GET_OPEN_API = "cairn:GetOpenApi";
  private static final String GATEWAY = "arn:aws:iam::" + AccountId.SUITE + ":role/cairn-gateway";

  private final Parts parts;
  private final InternalTokenMaker tokens;

  DocumentFetch(Parts parts, InternalTokenMaker tokens) {
    this.parts = parts;
    this.tokens = tokens;
  }

  /** The bytes of a service's OpenAPI document. */
  byte[] openApi(Part part) throws IOException, InterruptedException {
    String token = tokens.make(part.name(), GATEWAY, AccountId.SUITE.value(), GET_OPEN_API);
    return get(part, "/q/openapi?format=json", "Bearer " + token);
  }

  private byte[] get(Part part, String uri, String authorization)
      throws IOException, InterruptedException {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(part.address().resolve(uri).toString())
            .setTimeout(TIMEOUT.toMillis())
            .putHeader("Authorization", authorization)
            .putHeader("Accept", "application/json");
    Future<byte[]> answer =
        parts
            .client()
            .request(options)
            .compose(request -> request.send())
            .compose(
                response ->
                    response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("status " + response.statusCode()))
            .map(body -> body.getBytes());
    try {
      byte[] bytes =
          answer
              .toCompletionStage()
              .toCompletableFuture()
              .get(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("the document has " + bytes.length + " bytes");
      }
      return bytes;
    } catch (ExecutionException e) {
      throw new IOException("the service could not be asked: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + TIMEOUT, e);
    }
  }
}
