package dev.millrace.gateway.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the position of a spool. */
final class PositionFile {
  private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);
  private static final String NAME = "position";

  private final Path file;

  PositionFile(Path directory) {
    this.file = directory.resolve(NAME);
  }

  /** Empty if there is none, or if it was damaged: it is put aside then. */
  Optional<SpoolPosition> read() throws IOException {
    byte[] content;
    try {
      content = Durable.read(file);
    } catch (Durable.DamagedException e) {
      LOG.error("{}; entries that were taken before may be taken again", e.getMessage());
      Files.move(file, file.resolveSibling(NAME + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
      return Optional.empty();
    }
    if (content == null) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      return Optional.of(
          new SpoolPosition(
              in.readLong(), in.readLong(), in.readUTF(), in.readInt(), in.readLong()));
    }
  }

  void write(SpoolPosition position) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(position.from());
      out.writeLong(position.to());
      out.writeUTF(position.topic());
      out.writeInt(position.partition());
      out.writeLong(position.offset());
    }
    Durable.replace(file, bytes.toByteArray());
  }
}
