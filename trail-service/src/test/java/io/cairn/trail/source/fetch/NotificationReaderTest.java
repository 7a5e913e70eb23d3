package io.cairn.trail.source.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.trail.source.fetch.Notification.Nothing;
import io.cairn.trail.source.fetch.Notification.Objects;
import io.cairn.trail.source.fetch.Notification.Unknown;
import io.cairn.trail.source.fetch.Notification.Written;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class NotificationReaderTest {
  private static final String S3_EVENT =
      "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":{"
          + "\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"a+b/%C3%BC.json.gz\"}}}]}";
  private static final String CLOUDTRAIL = "{\"s3Bucket\":\"b\",\"s3ObjectKey\":[\"k1\",\"k2\"]}";

  private static String sns(String message) {
    return "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":\""
        + message.replace("\"", "\\\"")
        + "\"}";
  }

  @Test
  void shouldNameObjectsWhenMessageIsBareOrWrapped() {
    var created = new Objects(List.of(new Written("b", "a b/\u00fc.json.gz")));
    var delivered = new Objects(List.of(new Written("b", "k1"), new Written("b", "k2")));

    assertThat(NotificationReader.read(S3_EVENT)).isEqualTo(created);
    assertThat(NotificationReader.read(sns(S3_EVENT))).isEqualTo(created);
    assertThat(NotificationReader.read(CLOUDTRAIL)).isEqualTo(delivered);
    assertThat(NotificationReader.read(sns(CLOUDTRAIL))).isEqualTo(delivered);
    assertThat(
            NotificationReader.read(
                "{\"detail-type\":\"Object Created\",\"source\":\"aws.s3\",\"detail\":{\"bucket\":"
                    + "{\"name\":\"b\"},\"object\":{\"key\":\"a+b\"}}}"))
        .isEqualTo(new Objects(List.of(new Written("b", "a+b"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CloudTrail validation message.",
        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}",
        "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"You have chosen\"}",
        "{\"Type\":\"Notification\",\"Message\":\"CloudTrail validation message.\"}",
        "{\"Records\":[{\"eventName\":\"ObjectRemoved:Delete\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"k\"}}}]}"
      })
  void shouldDoNothingWhenMessageOnlyTests(String body) {
    assertThat(NotificationReader.read(body)).isInstanceOf(Nothing.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{}", "{\"a\":", "{\"Message\":\"{\\\"x\\\":1}\"}"})
  void shouldSayUnknownWhenMessageIsForeign(String body) {
    assertThat(NotificationReader.read(body)).isInstanceOf(Unknown.class);
  }
}
