package io.cairn.web.access;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** What a service needs to tell the gateway's requests from anybody else's. */
@ConfigMapping(prefix = "cairn.internal")
public interface AccessConfig {
  /** PEM file with the gateway's public key (P-256); the service does not start without it. */
  Path publicKeyFile();

  /** Name of this service, as the token's audience says it. */
  String audience();
}
