package io.cairn.standalone.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the launcher needs to see of a service, in one class: readiness on the port it was told, an
 * end when its launcher is gone, and an early end on request.
 */
public final class StandInService {
  private StandInService() {}

  /** Serves until it is ended. */
  public static void main(String[] args) throws IOException {
    if (Files.exists(Path.of("refuse"))) {
      System.out.println(
          "{\"level\":\"ERROR\",\"message\":\"Failed to start application\",\"exception\":{\"refId\":1,"
              + "\"exceptionType\":\"java.lang.RuntimeException\",\"message\":\"Failed to start\",\"frames\":[],"
              + "\"causedBy\":{\"exception\":{\"refId\":2,\"exceptionType\":\"java.sql.SQLException\","
              + "\"message\":\"the table is not there\",\"frames\":[]}}}}");
      System.exit(3);
    }
    var address =
        new InetSocketAddress(
            InetAddress.getByName(System.getenv("QUARKUS_HTTP_HOST")),
            Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT")));
    var server = HttpServer.create(address, 10);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          byte[] body = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    System.out.println("serving, database " + System.getenv("QUARKUS_DATASOURCE_JDBC_URL"));
    long parent = Long.parseLong(System.getenv("CAIRN_PARENT_PID"));
    ProcessHandle.of(parent).ifPresent(handle -> handle.onExit().join());
    System.exit(0);
  }
}
