package io.cairn.gateway.page;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** The page at {@code /}: what runs, how complete it is, where the documents are. No scripts. */
@Singleton
class StartPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:46rem;padding:0 1rem;"
          + "color:#1c2430;background:#fbfbfa}h1{font-size:1.6rem;margin-bottom:.2rem}"
          + "table{border-collapse:collapse;width:100%;margin:1.5rem 0}"
          + "th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d9dde3}"
          + ".UP{color:#176b3a;font-weight:600}.DOWN{color:#a3241f;font-weight:600}"
          + "code{background:#eef0f3;padding:.1rem .3rem}";

  private final String policy;

  StartPage() {
    this.policy =
        "default-src 'none'; style-src 'sha256-"
            + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  String contentSecurityPolicy() {
    return policy;
  }

  String render(SuiteStatus status) {
    long up = status.parts().stream().filter(SuiteStatus.PartStatus::isUp).count();
    long operations = status.parts().stream().mapToLong(SuiteStatus.PartStatus::operations).sum();
    StringBuilder rows = new StringBuilder();
    for (SuiteStatus.PartStatus part : status.parts()) {
      rows.append("<tr><td>")
          .append(escape(part.name()))
          .append("</td><td class=\"")
          .append(part.isUp() ? "UP" : "DOWN")
          .append("\">")
          .append(part.isUp() ? "ready" : escape(String.valueOf(part.detail())))
          .append("</td><td>")
          .append(part.version() == null ? "" : escape(part.version()))
          .append("</td><td>")
          .append(part.operations())
          .append("</td></tr>");
    }
    return """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cairn</title>
        <meta name="viewport" content="width=device-width"><style>%s</style></head><body>
        <h1>Cairn %s</h1><p>Self-hosted audit for AWS. %d of %d parts are ready and offer %d operations; \
        %d audit records of the suite itself wait to be stored.</p>
        <table><thead><tr><th>Part</th><th>State</th><th>Version</th><th>Operations</th></tr></thead>
        <tbody>%s</tbody></table>
        <p><a href="/docs">API in the browser</a> (its <i>Authorize</i> takes what <code>./cairn token</code> prints),
        the document as <a href="/openapi">JSON</a> or <a href="/openapi?format=yaml">YAML</a>,
        this state as <a href="/api/v1/status">JSON</a>.</p></body></html>
        """
        .formatted(
            STYLE,
            escape(status.version()),
            up,
            status.parts().size(),
            operations,
            status.auditBacklog(),
            rows);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
