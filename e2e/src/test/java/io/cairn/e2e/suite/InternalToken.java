package io.cairn.e2e.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Makes tokens such as the gateway gives to services, with its key or with a forger's. */
public final class InternalToken {
  private final PrivateKey key;

  private InternalToken(PrivateKey key) {
    this.key = key;
  }

  /** With the key of a PEM file. */
  public static InternalToken of(Path pem) throws GeneralSecurityException {
    try {
      String text = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text));
      return new InternalToken(KeyFactory.getInstance("EC").generatePrivate(spec));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a key of the forger's own. */
  public static InternalToken forged() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return new InternalToken(generator.generateKeyPair().getPrivate());
  }

  /** A token for a service and an action that lives half a minute. */
  public String make(String service, String action) {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss":"cairn-gateway","aud":"%s","sub":"arn:aws:iam::000000000000:user/stranger","account":"000000000000",\
        "action":"%s","cid":"%s","jti":"%s","iat":%d,"exp":%d}"""
            .formatted(service, action, UUID.randomUUID(), UUID.randomUUID(), now, now + 30);
    String signed = base64("{\"alg\":\"ES256\",\"typ\":\"JWT\"}") + "." + base64(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(signed.getBytes(UTF_8));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with ES256", e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
