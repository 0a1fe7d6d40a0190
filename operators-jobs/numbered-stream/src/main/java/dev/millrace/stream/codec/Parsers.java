package dev.millrace.stream.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;

/**
 * Opens streaming parsers over payloads of one format, strict and limited in depth and number
 * length, and puts what they complain about into our words. For one thread, but for {@link
 * #withoutDuplicates}.
 */
final class Parsers {
  /** Levels of arrays and objects; sensors' payloads have two or three. */
  static final int MAXIMUM_DEPTH = 32;

  /** Digits of a number; a double never needs more than 767 to be told from its neighbours. */
  static final int MAXIMUM_DIGITS = 1000;

  /** What is refused before the streaming parser sees the payload. */
  @FunctionalInterface
  private interface Precheck {
    void check(byte[] payload) throws DecodeException;
  }

  /** How the parsers' message about a repeated name starts; there is no type of its own for it. */
  private static final String DUPLICATE = "Duplicate ";

  private final JsonFactory factory;
  private final String format;
  private final boolean comparesNames;
  private final Precheck precheck;

  private Parsers(JsonFactory factory, String format, boolean comparesNames, Precheck precheck) {
    this.factory = factory;
    this.format = format;
    this.comparesNames = comparesNames;
    this.precheck = precheck;
  }

  static Parsers json() {
    // Without detection a payload is UTF-8 (RFC 8259 section 8.1), never UTF-16 or UTF-32.
    return new Parsers(
        limited(new JsonFactoryBuilder().disable(JsonFactory.Feature.CHARSET_DETECTION)),
        "JSON",
        true,
        Parsers::requireUtf8);
  }

  static Parsers cbor() {
    return new Parsers(
        limited(
            CBORFactory.builder().enable(CBORParser.Feature.READ_SIMPLE_VALUE_AS_EMBEDDED_OBJECT)),
        "CBOR",
        false,
        CborSyntax::check);
  }

  private static JsonFactory limited(TSFBuilder<?, ?> builder) {
    return builder
        .streamReadConstraints(
            StreamReadConstraints.builder()
                // One more than the limit: skip() finds it first, and names it.
                .maxNestingDepth(MAXIMUM_DEPTH + 1)
                .maxNumberLength(MAXIMUM_DIGITS)
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .recyclerPool(new OwnBuffers())
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        // Rounds as exactly as the JDK does, and takes half the time.
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        // The hash table's seed is random: one replica could fail where the other does not.
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .build();
  }

  /** Parsers as these for any thread, refusing every name that occurs twice in an object. */
  Parsers withoutDuplicates() {
    return new Parsers(
        factory
            .copy()
            .setRecyclerPool(JsonRecyclerPools.defaultPool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature()),
        format,
        comparesNames,
        precheck);
  }

  /** What the format is called in reasons. */
  String format() {
    return format;
  }

  /**
   * Whether the parsers can be asked if the next name is a certain one. The CBOR parser can not: if
   * it is another one, it counts the name twice, and the object ends too early.
   */
  boolean comparesNames() {
    return comparesNames;
  }

  /** A parser before the payload's first token. */
  JsonParser open(byte[] payload) throws DecodeException, IOException {
    if (payload.length == 0) {
      throw new DecodeException("the payload is empty");
    }
    precheck.check(payload);
    return factory.createParser(payload);
  }

  static void requireUtf8(byte[] payload) throws DecodeException {
    int invalid = Utf8.firstInvalid(payload, 0, payload.length);
    if (invalid >= 0) {
      throw Reasons.notUtf8(invalid);
    }
  }

  /**
   * Moves to the payload's first token.
   *
   * @param what what it should be, for the reason if it is another one
   */
  void requireFirst(JsonToken token, String what, JsonParser parser, int length)
      throws DecodeException, IOException {
    if (parser.nextToken() == null) {
      throw Reasons.truncated(format, length);
    }
    require(token, what, parser);
  }

  /** Refuses any other current token. */
  static void require(JsonToken token, String what, JsonParser parser) throws DecodeException {
    if (parser.currentToken() != token) {
      throw Reasons.expected(what, FieldReader.found(parser.currentToken()), offset(parser));
    }
  }

  /** Skips the value that starts with the current token. */
  static void skip(JsonParser parser) throws DecodeException, IOException {
    if (!parser.currentToken().isStructStart()) {
      return;
    }
    int outside = parser.getParsingContext().getNestingDepth() - 1;
    int depth = outside + 1;
    while (depth > outside) {
      if (depth > MAXIMUM_DEPTH) {
        throw Reasons.tooDeep(offset(parser));
      }
      parser.nextToken();
      depth = parser.getParsingContext().getNestingDepth();
    }
  }

  /** Refuses whatever comes after the current token, which ends the value. */
  static void requireEnd(JsonParser parser) throws DecodeException, IOException {
    if (parser.nextToken() != null) {
      throw Reasons.trailing(offset(parser));
    }
  }

  /** What a parser's exception means for the payload. */
  DecodeException reason(IOException cause, JsonParser parser, int length) {
    if (cause instanceof JsonEOFException) {
      return Reasons.truncated(format, length);
    }
    long at = parser.currentLocation().getByteOffset();
    if (cause instanceof StreamConstraintsException) {
      return Reasons.numberTooLong(at);
    }
    return cause.getMessage().startsWith(DUPLICATE)
        ? Reasons.duplicateName(at)
        : Reasons.malformed(format, at);
  }

  /** The byte at which the current token starts. */
  static long offset(JsonParser parser) {
    return parser.currentTokenLocation().getByteOffset();
  }
}
