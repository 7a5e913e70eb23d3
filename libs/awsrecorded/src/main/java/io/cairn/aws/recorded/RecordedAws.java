package io.cairn.aws.recorded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The endpoint, listening on loopback until closed. All accounts of its {@link Scenario} answer at
 * the one URL; the access key of a request tells which account is meant.
 */
public final class RecordedAws implements AutoCloseable {

  private final Scenario scenario;
  private final HttpServer server;
  private final ExecutorService threads;

  private RecordedAws(Scenario scenario, HttpServer server, ExecutorService threads) {
    this.scenario = scenario;
    this.server = server;
    this.threads = threads;
  }

  /** Starts on a free port of the loopback interface. */
  public static RecordedAws start(Scenario scenario) {
    return start(scenario, 0);
  }

  /** Starts on a port of the loopback interface; 0 takes a free one. */
  public static RecordedAws start(Scenario scenario, int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer server = HttpServer.create(address, 128);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/", new Exchange(scenario)::handle);
      server.start();
      return new RecordedAws(scenario, server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on loopback port " + port, e);
    }
  }

  /** Where to send requests, {@code http://127.0.0.1:port}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is answered; may be changed at any time. */
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
