package io.cairn.gateway.identity;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the gateway keeps and hands out secrets. */
@ConfigMapping(prefix = "cairn.gateway")
interface IdentityConfig {
  /**
   * Where the first start writes the administrator's access key, as an AWS shared-credentials file
   * (0600). Needed until there is a user.
   */
  Optional<Path> credentialsFile();

  /** The secret under which stored secrets are sealed: any text of 32 characters or more. */
  Optional<String> secretKey();

  /**
   * A file that holds that secret instead; made (0600) if it does not exist. Without either
   * setting, {@code gateway.key} beside the credentials file.
   */
  Optional<Path> secretKeyFile();
}
