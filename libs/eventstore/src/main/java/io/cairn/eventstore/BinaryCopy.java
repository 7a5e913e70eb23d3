package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows in the format of {@code COPY ... WITH (FORMAT binary)}; PostgreSQL 7.4 and later. */
final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int TEXT_OID = 25;

  private final DataOutputStream out;

  BinaryCopy(OutputStream target) throws IOException {
    out = new DataOutputStream(target);
    out.write(SIGNATURE);
    out.writeInt(0);
    out.writeInt(0);
  }

  void row(int columns) throws IOException {
    out.writeShort(columns);
  }

  void int4(int value) throws IOException {
    out.writeInt(4);
    out.writeInt(value);
  }

  void bool(@Nullable Boolean value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(1);
      out.writeByte(value ? 1 : 0);
    }
  }

  void timestamp(Instant value) throws IOException {
    out.writeInt(8);
    out.writeLong(ChronoUnit.MICROS.between(POSTGRES_EPOCH, value));
  }

  void text(@Nullable String value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      bytes(value.getBytes(UTF_8));
    }
  }

  void bytes(byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  void texts(List<String> values) throws IOException {
    var buffer = new ByteArrayOutputStream();
    var array = new DataOutputStream(buffer);
    array.writeInt(values.isEmpty() ? 0 : 1);
    array.writeInt(0);
    array.writeInt(TEXT_OID);
    if (!values.isEmpty()) {
      array.writeInt(values.size());
      array.writeInt(1);
    }
    for (String value : values) {
      byte[] utf8 = value.getBytes(UTF_8);
      array.writeInt(utf8.length);
      array.write(utf8);
    }
    bytes(buffer.toByteArray());
  }

  void finish() throws IOException {
    out.writeShort(-1);
    out.flush();
  }
}
