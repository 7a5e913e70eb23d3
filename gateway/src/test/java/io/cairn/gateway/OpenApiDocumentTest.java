package io.cairn.gateway;

import io.cairn.testkit.openapi.OpenApiDocument;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class OpenApiDocumentTest {

  @Test
  void shouldBeTheDocumentThatIsCommitted() {
    OpenApiDocument.check("gateway");
  }
}
