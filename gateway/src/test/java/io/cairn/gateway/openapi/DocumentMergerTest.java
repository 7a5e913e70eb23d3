package io.cairn.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.gateway.upstream.Part;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class DocumentMergerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ServiceDocument document(String name, String text) throws JsonProcessingException {
    Part part =
        new Part(
            name.toLowerCase(Locale.ROOT),
            "/" + name.toLowerCase(Locale.ROOT),
            URI.create("http://x"));
    return new ServiceDocument(name, part, JSON.readTree(text.replace('\'', '"')));
  }

  private static ObjectNode merge(ServiceDocument... documents) throws JsonProcessingException {
    ObjectNode frame = (ObjectNode) JSON.readTree("{\"paths\":{},\"components\":{}}");
    return new DocumentMerger(JSON, frame).merge(List.of(documents));
  }

  @Test
  void shouldShareEqualSchemasAndRenameDifferentOnesWithAllThatReferToThem()
      throws JsonProcessingException {
    // Given: Page is the same text in both, but means another Item
    String schemas =
        "'components':{'schemas':{'Item':{'type':'%s'},"
            + "'Page':{'$ref':'#/components/schemas/Item'},'Same':{'type':'string'}}}}";
    ServiceDocument first =
        document(
            "One",
            "{'paths':{'/one/a':{'get':{'operationId':'a'}}}," + schemas.formatted("string"));
    ServiceDocument second =
        document(
            "Two",
            "{'paths':{'/two/b':{'get':{'operationId':'b','responses':{'200':{'$ref':'#/components/schemas/Page'}}}}},"
                + schemas.formatted("number"));
    // When
    ObjectNode merged = merge(first, second);
    // Then
    assertThat(merged.at("/components/schemas").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("Item", "Page", "Same", "TwoItem", "TwoPage");
    assertThat(merged.at("/components/schemas/TwoPage/$ref").asText())
        .isEqualTo("#/components/schemas/TwoItem");
    assertThat(merged.at("/paths/~1two~1b/get/responses/200/$ref").asText())
        .isEqualTo("#/components/schemas/TwoPage");
  }

  @Test
  void shouldTakeOnlyPathsOfTheServicesOwnRange() throws JsonProcessingException {
    ObjectNode merged =
        merge(
            document(
                "One",
                "{'paths':{'/one':{'get':{}},'/one/x':{'get':{}},'/onerous':{'get':{}},'/two':{'get':{}}}}"));
    assertThat(merged.path("paths").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("/one", "/one/x");
  }

  @Test
  void shouldTellOperationsOfOneIdApart() throws JsonProcessingException {
    ObjectNode merged =
        merge(
            document("One", "{'paths':{'/one':{'get':{'operationId':'list'}}}}"),
            document("Two", "{'paths':{'/two':{'get':{'operationId':'list'}}}}"));
    assertThat(merged.at("/paths/~1two/get/operationId").asText()).isEqualTo("Twolist");
  }

  @Test
  void shouldPreferLiteralSegmentToParameterAndAnswerHeadAsGet() throws JsonProcessingException {
    // Given
    var catalogue =
        new OperationCatalogue(
            document(
                    "One",
                    "{'paths':{'/one/{id}':{'get':{'operationId':'byId'}},'/one/all':{'get':{'operationId':'all'}},"
                        + "'/one/{id}/parts/{part}':{'delete':{'operationId':'part'}}}}")
                .operations());
    // When / Then
    assertThat(catalogue.match("GET", List.of("one", "all")))
        .isInstanceOfSatisfying(
            RouteMatch.Found.class, f -> assertThat(f.operation().operationId()).isEqualTo("all"));
    assertThat(catalogue.match("HEAD", List.of("one", "7")))
        .isInstanceOfSatisfying(
            RouteMatch.Found.class, f -> assertThat(f.parameters()).isEqualTo(Map.of("id", "7")));
    assertThat(catalogue.match("DELETE", List.of("one", "all", "parts", "p")))
        .isInstanceOfSatisfying(
            RouteMatch.Found.class,
            f -> assertThat(f.parameters()).isEqualTo(Map.of("id", "all", "part", "p")));
    assertThat(catalogue.match("PUT", List.of("one", "all")))
        .isInstanceOf(RouteMatch.WrongMethod.class);
    assertThat(catalogue.match("GET", List.of("one", ""))).isInstanceOf(RouteMatch.Unknown.class);
    assertThat(catalogue.match("GET", List.of("one"))).isInstanceOf(RouteMatch.Unknown.class);
  }
}
