package io.cairn.standalone;

import io.cairn.standalone.demo.DemoHost;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import io.cairn.standalone.postgres.Database;
import io.cairn.standalone.service.ServiceSpec;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each service process is told through its environment. */
final class ServiceEnvironment {
  private final UpOptions options;
  private final DataFolder folder;
  private final Secrets secrets;
  private final Ports ports;
  private final InnerServers servers;
  private final Optional<DemoHost> demo;

  ServiceEnvironment(
      UpOptions options,
      DataFolder folder,
      Secrets secrets,
      Ports ports,
      InnerServers servers,
      Optional<DemoHost> demo) {
    this.options = options;
    this.folder = folder;
    this.secrets = secrets;
    this.ports = ports;
    this.servers = servers;
    this.demo = demo;
  }

  Map<String, String> of(ServiceSpec spec) {
    Map<String, String> all = new TreeMap<>();
    Database database = servers.database(spec.schema());
    all.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
    all.put("QUARKUS_DATASOURCE_USERNAME", database.username());
    all.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    all.putAll(servers.kafka(spec.name()).environment());
    all.putAll(servers.s3().environment());
    demo.ifPresent(host -> all.putAll(host.environment(spec.name(), servers.s3())));
    all.put("CAIRN_INTERNAL_PUBLIC_KEY_FILE", secrets.internalPublicKey().toString());
    all.put("CAIRN_WEB_TOKEN_KEY", secrets.key("web.tokenKey"));
    all.put("CAIRN_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    if (Suite.isGateway(spec)) {
      all.putAll(gateway());
    } else {
      all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
      all.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(spec.name())));
    }
    return all;
  }

  private Map<String, String> gateway() {
    Map<String, String> all = new TreeMap<>();
    all.put("QUARKUS_HTTP_HOST", options.listen().getHostAddress());
    all.put("QUARKUS_HTTP_PORT", Integer.toString(options.port()));
    options.tls().ifPresent(tls -> all.putAll(tls.environment(options.port())));
    all.put("CAIRN_GATEWAY_INTERNAL_KEY_FILE", secrets.internalPrivateKey().toString());
    all.put("CAIRN_INTERNAL_PRIVATE_KEY_FILE", secrets.internalPrivateKey().toString());
    all.put("CAIRN_GATEWAY_SECRET_KEY_FILE", folder.secrets().resolve("gateway.key").toString());
    all.put("CAIRN_GATEWAY_CREDENTIALS_FILE", folder.credentials().toString());
    for (String service : new String[] {"config", "trail", "findings"}) {
      all.put(
          "CAIRN_GATEWAY_%s_URL".formatted(service.toUpperCase(Locale.ROOT)),
          "http://127.0.0.1:" + ports.of(service + "-service"));
    }
    return all;
  }
}
