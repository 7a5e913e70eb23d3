package io.cairn.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file of the artifact that anybody may read.
 *
 * @param mediaType its type
 * @param bytes its content
 */
record Asset(String mediaType, byte[] bytes) {

  static Asset load(String resource, String mediaType) {
    try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the artifact");
      }
      return new Asset(mediaType, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
