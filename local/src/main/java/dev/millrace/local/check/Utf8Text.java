package dev.millrace.local.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes that should be text. */
final class Utf8Text {
  private Utf8Text() {}

  /** The text, if the bytes are well-formed UTF-8. */
  static String of(byte[] bytes) throws UndecodableException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UndecodableException("not UTF-8");
    }
  }

  /** Something to show: the text in quotes, else the bytes in hexadecimal digits. */
  static String shown(byte[] bytes) {
    if (bytes == null) {
      return "none";
    }
    try {
      return '"' + of(bytes) + '"';
    } catch (UndecodableException e) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
  }

  /** Whether text can be written as UTF-8: no half of a surrogate pair. */
  static boolean isWritable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
