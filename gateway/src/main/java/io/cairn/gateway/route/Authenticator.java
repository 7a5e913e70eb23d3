package io.cairn.gateway.route;

import io.cairn.gateway.identity.BearerTokens;
import io.cairn.gateway.identity.KnownKey;
import io.cairn.gateway.identity.Principals;
import io.cairn.gateway.identity.SignedIn;
import io.cairn.gateway.signature.SignatureFault;
import io.cairn.gateway.signature.SignatureVerdict;
import io.cairn.gateway.signature.SignatureVerifier;
import io.cairn.web.problem.HttpProblem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** Finds out who sends a request: by a signature or by a bearer token, never by both. */
@Singleton
class Authenticator {
  private static final String BEARER = "bearer ";
  private static final String SIGV4 = "aws4-hmac-sha256 ";

  private final SignatureVerifier signatures;
  private final BearerTokens tokens;
  private final Principals principals;
  private final RouteConfig config;

  Authenticator(
      SignatureVerifier signatures,
      BearerTokens tokens,
      Principals principals,
      RouteConfig config) {
    this.signatures = signatures;
    this.tokens = tokens;
    this.principals = principals;
    this.config = config;
  }

  SignedIn authenticate(Exchange exchange) throws Refusal {
    String header = credential(exchange);
    return isBearer(header) ? byToken(header) : bySignature(exchange);
  }

  /**
   * Whether the head of a request alone proves who sends it, as a bearer token does and a signature
   * over a body does not.
   *
   * @throws Refusal where the head alone shows that it will be refused
   */
  boolean isProvenByHead(Exchange exchange) throws Refusal {
    String header = credential(exchange);
    if (isBearer(header)) {
      byToken(header);
      return true;
    }
    return false;
  }

  private static boolean isBearer(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(BEARER);
  }

  private static String credential(Exchange exchange) throws Refusal {
    List<String> headers = exchange.request().headers().getAll("Authorization");
    String query = exchange.rawQuery().toLowerCase(Locale.ROOT);
    if (query.contains("x-amz-signature=") || query.contains("x-amz-credential=")) {
      throw Refusal.unauthenticated(
          "IncompleteSignatureException",
          "Presigned URLs are not taken here; sign the request in its Authorization header.");
    }
    if (headers.isEmpty()) {
      throw Refusal.unauthenticated(
          "MissingAuthenticationTokenException",
          "Sign the request with AWS Signature Version 4 (service cairn), or send a bearer token.");
    }
    if (headers.size() > 1) {
      throw Refusal.unauthenticated(
          "IncompleteSignatureException", "The request has more than one Authorization header.");
    }
    String header = headers.getFirst();
    if (isBearer(header) || header.toLowerCase(Locale.ROOT).startsWith(SIGV4)) {
      return header;
    }
    throw Refusal.unauthenticated(
        "IncompleteSignatureException",
        "The Authorization header must begin with AWS4-HMAC-SHA256 or Bearer.");
  }

  private SignedIn byToken(String header) throws Refusal {
    return switch (tokens.check(header.substring(BEARER.length()).strip())) {
      case BearerTokens.Checked.Valid valid ->
          new SignedIn(valid.principal(), SignedIn.Proof.BEARER, config.region());
      case BearerTokens.Checked.Expired _ ->
          throw Refusal.unauthenticated(
              "ExpiredTokenException",
              "The bearer token has expired; obtain another from POST /api/v1/identity/tokens.");
      case BearerTokens.Checked.Invalid _ ->
          throw Refusal.unauthenticated(
              "UnrecognizedClientException",
              "The bearer token was not made here, or its access key was deleted.");
    };
  }

  private SignedIn bySignature(Exchange exchange) throws Refusal {
    SignatureVerdict verdict =
        signatures.verify(
            exchange.signedRequest(),
            keyId -> principals.find(keyId).map(KnownKey::secret).orElse(null));
    return switch (verdict) {
      case SignatureVerdict.Accepted accepted ->
          principals
              .find(accepted.accessKeyId())
              .map(k -> new SignedIn(k.principal(), SignedIn.Proof.SIGNATURE, accepted.region()))
              .orElseThrow(
                  () ->
                      Refusal.unauthenticated(
                          "UnrecognizedClientException", "The access key was just deleted."));
      case SignatureVerdict.Refused refused -> {
        exchange.claims(refused.claimedKeyId());
        throw refused.fault() == SignatureFault.BUSY
            ? new Refusal(
                HttpProblem.TOO_MANY_REQUESTS, refused.fault().awsCode(), refused.detail())
            : Refusal.unauthenticated(refused.fault().awsCode(), refused.detail());
      }
    };
  }
}
