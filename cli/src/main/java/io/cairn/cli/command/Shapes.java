package io.cairn.cli.command;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values that can be told to be wrong before a suite is asked, which would only find none. */
final class Shapes {
  private static final Pattern TYPE = Pattern.compile("\\w+::\\w+::\\w+(::\\w+)*|Custom::[\\w@-]+");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final Pattern IPV4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
  private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z][A-Za-z0-9 ._-]{0,254}");

  private Shapes() {}

  /** A resource type. */
  static final class Type implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return matching(TYPE, text, "no resource type; write it as AWS::S3::Bucket");
    }
  }

  /** A region. */
  static final class Region implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return matching(REGION, text, "no region; write it as eu-west-1");
    }
  }

  /** Where a request came from: an address, or the name that AWS puts there for its services. */
  static final class Source implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return IPV6.matcher(text).matches() || HOST.matcher(text).matches()
          ? text
          : matching(
              IPV4,
              text,
              "no address; write 198.51.100.7, 2001:db8::7, or a service as config.amazonaws.com");
    }
  }

  private static String matching(Pattern shape, String text, String otherwise) {
    if (!shape.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is " + otherwise);
    }
    return text;
  }
}
