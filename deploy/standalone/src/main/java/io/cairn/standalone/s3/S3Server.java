package io.cairn.standalone.s3;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Secrets;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 endpoint whose buckets are the folders of the data folder's {@code s3}. It listens on
 * loopback and answers only requests signed with the key made for it; a written object is in the
 * system's page cache when it is acknowledged.
 */
public final class S3Server {
  private static final Logger LOGGER = LoggerFactory.getLogger(S3Server.class);

  private final DataFolder folder;
  private final S3Access access;
  private final int port;
  private @Nullable S3Proxy server;

  /** Prepares the endpoint; nothing runs yet. */
  public S3Server(DataFolder folder, Secrets secrets, int port) {
    this.folder = folder;
    this.port = port;
    this.access =
        new S3Access(
            URI.create("http://127.0.0.1:" + port),
            secrets.accessKeyId("s3.accessKeyId"),
            secrets.password("s3.secretAccessKey"));
  }

  /**
   * Starts the endpoint.
   *
   * @throws CannotStart if it cannot listen
   */
  public void start() {
    try {
      var proxy =
          S3Proxy.builder()
              .blobStore(new FilesystemNio2BlobStore(folder.s3().toString()))
              .endpoint(access.endpoint())
              .awsAuthentication(
                  AuthenticationType.AWS_V4, access.accessKeyId(), access.secretAccessKey())
              .jettyMaxThreads(24)
              .build();
      server = proxy;
      proxy.start();
    } catch (Exception e) {
      throw new CannotStart(
          "the S3 endpoint did not start on port %d: %s; read %s"
              .formatted(port, e.getMessage(), folder.log("s3")),
          e);
    }
  }

  /** How the services reach it. */
  public S3Access access() {
    return access;
  }

  /** Stops listening. */
  public void stop() {
    S3Proxy proxy = server;
    if (proxy == null) {
      return;
    }
    server = null;
    try {
      proxy.stop();
    } catch (Exception e) {
      LOGGER.atWarn().setCause(e).log("the S3 endpoint did not stop in order");
    }
  }
}
