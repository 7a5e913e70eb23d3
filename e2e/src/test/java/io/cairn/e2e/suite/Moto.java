package io.cairn.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The AWS imitation {@code moto_server}, run for one test; it believes any signature. */
public final class Moto implements AutoCloseable {
  private static final String NAME = "moto_server";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final AccessKey ANY = new AccessKey("AKIAMOTO000000000001", "moto-secret");
  private static final Pattern GROUP = Pattern.compile("<groupId>(sg-[0-9a-f]+)</groupId>");

  private final Process process;
  private final int port;

  private Moto(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether it is installed. */
  public static boolean isThere() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, NAME)));
  }

  /** Starts it on a free port and waits until it listens. */
  public static Moto start() {
    try {
      int port;
      try (var socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Path log = Files.createTempFile("cairn-moto", ".log");
      var process =
          new ProcessBuilder(NAME, "-H", "127.0.0.1", "-p", Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var moto = new Moto(process, port);
      await("moto_server, whose log is " + log)
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                assertThat(process.isAlive()).as("moto_server runs, see " + log).isTrue();
                return listens(port);
              });
      return moto;
    } catch (IOException e) {
      throw new UncheckedIOException("moto_server cannot be started", e);
    }
  }

  private static boolean listens(int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (ConnectException _) {
      return false;
    }
  }

  /** Its address. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Makes a bucket in us-east-1. */
  public void createBucket(String name) {
    ok(http("s3").send("PUT", endpoint().resolve("/" + name), "application/xml", ""));
  }

  /** Makes an IAM user. */
  public void createUser(String name) {
    query("iam", "Action=CreateUser&Version=2010-05-08&UserName=" + name);
  }

  /** Makes a security group in us-east-1; gives its id. */
  public String createSecurityGroup(String name) {
    String answer =
        query(
            "ec2",
            "Action=CreateSecurityGroup&Version=2016-11-15&GroupDescription=e2e&GroupName=" + name);
    Matcher id = GROUP.matcher(answer);
    assertThat(id.find()).as(answer).isTrue();
    return id.group(1);
  }

  /** Opens port 22 of a group to the world. */
  public void openSsh(String group) {
    query(
        "ec2",
        "Action=AuthorizeSecurityGroupIngress&Version=2016-11-15&GroupId="
            + group
            + "&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22"
            + "&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%2F0");
  }

  private String query(String service, String form) {
    return ok(http(service).send("POST", endpoint().resolve("/"), FORM, form));
  }

  private static SignedHttp http(String service) {
    return new SignedHttp(ANY, "us-east-1", service);
  }

  private static String ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Ends it and what it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
