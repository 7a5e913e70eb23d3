package io.cairn.aws;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Keeps calls to configured endpoints from reaching what only this machine's network should reach.
 * An endpoint must be an {@code https} URL whose every address is public, unless private endpoints
 * are allowed by configuration.
 */
public final class EndpointGuard {

  private final boolean allowPrivate;

  /** {@code allowPrivate} turns the range and scheme checks off, not the check of the form. */
  public EndpointGuard(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /**
   * Checks form, scheme and, by a name look-up, all addresses of the host.
   *
   * @throws EndpointRefusedException with a sentence that says what to change
   */
  public void check(URI endpoint) {
    String scheme = endpoint.getScheme();
    if (endpoint.getHost() == null
        || endpoint.getUserInfo() != null
        || endpoint.getQuery() != null
        || endpoint.getFragment() != null
        || !("https".equals(scheme) || "http".equals(scheme))) {
      throw new EndpointRefusedException(
          "The endpoint " + endpoint + " is not of the form https://host[:port][/path].");
    }
    if (allowPrivate) {
      return;
    }
    if (!"https".equals(scheme)) {
      throw new EndpointRefusedException(
          "The endpoint "
              + endpoint
              + " is not https; set cairn.aws.allow-private-endpoints=true to allow it");
    }
    checkAddresses(endpoint);
  }

  private static void checkAddresses(URI endpoint) {
    for (InetAddress address : resolve(endpoint)) {
      if (!isPublic(address)) {
        throw new EndpointRefusedException(
            "The endpoint "
                + endpoint
                + " leads to the private address "
                + address.getHostAddress()
                + "; set cairn.aws.allow-private-endpoints=true to allow it");
      }
    }
  }

  private static InetAddress[] resolve(URI endpoint) {
    try {
      return InetAddress.getAllByName(endpoint.getHost());
    } catch (UnknownHostException e) {
      throw new EndpointRefusedException(
          "The endpoint's host " + endpoint.getHost() + " has no address.", e);
    }
  }

  /** Whether an address is a public one: neither of this machine nor of any inner network. */
  public static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return bytes.length == 4 ? isPublicV4(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublicV4(byte[] b) {
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    int third = b[2] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    boolean documentation =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return first != 0 && first < 224 && !shared && !protocols && !benchmark && !documentation;
  }

  private static boolean isPublicV6(byte[] b) {
    boolean uniqueLocal = (b[0] & 0xfe) == 0xfc;
    boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
    boolean teredo = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0;
    boolean documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == (byte) 0xb8;
    boolean nat64 = b[0] == 0 && b[1] == 0x64 && b[2] == (byte) 0xff && b[3] == (byte) 0x9b;
    boolean lowest = Arrays.equals(Arrays.copyOf(b, 8), new byte[8]);
    return !uniqueLocal && !sixToFour && !teredo && !documentation && !nat64 && !lowest;
  }
}
