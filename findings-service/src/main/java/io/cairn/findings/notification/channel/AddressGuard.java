package io.cairn.findings.notification.channel;

import io.cairn.aws.EndpointGuard;
import io.cairn.findings.notification.NotificationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps messages from reaching what only this machine's network should reach: loopback, private,
 * link-local, unique local, shared and documentation ranges, the metadata address, and IPv6 forms
 * that hide an IPv4 address (mapped, NAT64, 6to4). A host is looked up once; whoever connects uses
 * the addresses given here.
 */
@ApplicationScoped
public class AddressGuard {
  private final NotificationConfig config;

  AddressGuard(NotificationConfig config) {
    this.config = config;
  }

  /** An address that must not be called. */
  public static class RefusedAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
      super(message);
    }
  }

  /** What is wrong with a URL, as far as its text shows; a clause that follows the field's name. */
  public Optional<String> checkForm(URI url) {
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    if (!https && !http) {
      return Optional.of("must begin with https://");
    }
    if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
      return Optional.of("must be of the form https://host[:port]/path, without user and fragment");
    }
    if (config.allowPrivateAddresses()) {
      return Optional.empty();
    }
    if (!https) {
      return Optional.of(
          "must begin with https:// (http needs cairn.findings.notification.allow-private-addresses)");
    }
    return config.allowedPorts().contains(port(url))
        ? Optional.empty()
        : Optional.of("must have one of the ports " + config.allowedPorts());
  }

  /** The port of a URL, the scheme's own where it names none. */
  public static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }

  /**
   * The addresses of a URL's host, all of them allowed.
   *
   * @throws RefusedAddressException if the URL or any of its addresses must not be called
   * @throws UnknownHostException if the host has no address
   */
  public List<InetAddress> resolve(URI url) throws IOException {
    Optional<String> wrong = checkForm(url);
    if (wrong.isPresent()) {
      throw new RefusedAddressException("the URL " + wrong.get());
    }
    List<InetAddress> addresses = List.of(InetAddress.getAllByName(bare(url.getHost())));
    if (!config.allowPrivateAddresses()) {
      for (InetAddress address : addresses) {
        if (!EndpointGuard.isPublic(address)) {
          throw new RefusedAddressException(
              url.getHost()
                  + " leads to "
                  + address.getHostAddress()
                  + ", which is no public address; cairn.findings.notification.allow-private-addresses=true"
                  + " would allow it");
        }
      }
    }
    return addresses;
  }

  /** A host without the brackets that IPv6 addresses bear in URLs. */
  static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
