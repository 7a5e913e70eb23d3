package io.cairn.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The gateway's half of the key pair that services trust. */
@ConfigMapping(prefix = "cairn.gateway")
interface InternalKeyConfig {
  /** PEM file (PKCS#8) with the private key on P-256; the gateway does not start without it. */
  Path internalKeyFile();
}
