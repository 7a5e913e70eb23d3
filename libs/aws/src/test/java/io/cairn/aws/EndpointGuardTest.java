package io.cairn.aws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class EndpointGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1",
        "https://10.1.2.3:8443/aws",
        "https://172.16.0.1",
        "https://192.168.1.1",
        "https://169.254.169.254/latest",
        "https://100.64.0.1",
        "https://0.0.0.0",
        "https://198.18.0.1",
        "https://192.0.2.1",
        "https://[::1]",
        "https://[fe80::1]",
        "https://[fd00::1]",
        "https://[::ffff:10.0.0.1]",
        "https://[64:ff9b::a00:1]",
        "https://[2002:a00:1::]",
        "https://localhost",
        "http://1.1.1.1",
        "ftp://1.1.1.1",
        "https://user@1.1.1.1",
        "https://1.1.1.1/?x=1",
        "https:///nohost"
      })
  void shouldRefuseWhatIsNotPublic(String endpoint) {
    assertThatThrownBy(() -> new EndpointGuard(false).check(URI.create(endpoint)))
        .isInstanceOf(EndpointRefusedException.class)
        .hasMessageContaining("ndpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://1.1.1.1", "https://[2606:4700::1111]:8443/aws"})
  void shouldAllowPublicAddresses(String endpoint) {
    assertThatCode(() -> new EndpointGuard(false).check(URI.create(endpoint)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:4566", "https://10.0.0.1"})
  void shouldAllowPrivateOnesWhenConfigured(String endpoint) {
    assertThatCode(() -> new EndpointGuard(true).check(URI.create(endpoint)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1", "https://user@127.0.0.1"})
  void shouldCheckTheFormEvenWhenPrivateOnesAreAllowed(String endpoint) {
    assertThatThrownBy(() -> new EndpointGuard(true).check(URI.create(endpoint)))
        .isInstanceOf(EndpointRefusedException.class);
  }
}
