package io.cairn.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path temp;

  @Test
  void shouldGiveTheSameSecretsAtTheNextStart() {
    // Given
    var folder = DataFolder.open(temp.resolve("data"));
    var first = Secrets.of(folder);
    String password = first.password("kafka.gateway");

    // When
    var second = Secrets.of(folder);

    // Then
    assertThat(second.password("kafka.gateway")).isEqualTo(password).matches("[A-Za-z0-9]{40}");
    assertThat(second.password("kafka.launcher")).isNotEqualTo(password);
    assertThat(Secrets.of(DataFolder.open(temp.resolve("other"))).password("kafka.gateway"))
        .isNotEqualTo(password);
  }

  @Test
  void shouldMakeAKeyPairThatSignsAndVerifies() throws Exception {
    // Given
    var secrets = Secrets.of(DataFolder.open(temp.resolve("data")));
    var factory = KeyFactory.getInstance("EC");
    var secret =
        factory.generatePrivate(new PKCS8EncodedKeySpec(der(secrets.internalPrivateKey())));
    var open = factory.generatePublic(new X509EncodedKeySpec(der(secrets.internalPublicKey())));

    // When
    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(secret);
    signer.update(new byte[] {1, 2, 3});
    byte[] signature = signer.sign();

    // Then
    signer.initVerify(open);
    signer.update(new byte[] {1, 2, 3});
    assertThat(signer.verify(signature)).isTrue();
  }

  private static byte[] der(Path pem) throws Exception {
    return Base64.getMimeDecoder()
        .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
  }
}
