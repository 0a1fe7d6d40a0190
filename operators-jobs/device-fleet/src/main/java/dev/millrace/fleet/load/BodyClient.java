package dev.millrace.fleet.load;

import java.nio.ByteBuffer;

/** One client: the message ids of its port, and the body that it has under way. */
final class BodyClient {
  private static final int MESSAGE_IDS = 1 << 16;

  private final int number;
  private final BodyRequest request;
  private final BodyTemplate template;
  private int ports;
  private int firstId;
  private int used;

  private boolean waiting;
  private long begunAt;
  private long sentAt;
  private int blockBytes;
  private int transferred;

  BodyClient(int number, BodyRequest request, int firstId) {
    this.number = number;
    this.request = request;
    this.template = new BodyTemplate(request, number);
    this.firstId = firstId;
  }

  int number() {
    return number;
  }

  BodyTemplate template() {
    return template;
  }

  /** Message ids used on the current port. */
  int used() {
    return used;
  }

  boolean isWaiting() {
    return waiting;
  }

  /** When the first message of the body was sent. */
  long begunAt() {
    return begunAt;
  }

  /** When the last message was sent. */
  long sentAt() {
    return sentAt;
  }

  /** From here on the client has another port, hence all message ids before it. */
  void changedPort(int newFirstId) {
    ports++;
    used = 0;
    firstId = newFirstId;
  }

  /** Makes the first message of a body, and is waiting from now on. */
  void begin(ByteBuffer into, long now) {
    begunAt = now;
    transferred = 0;
    blockBytes = request.blockBytes();
    next(into, now);
  }

  /** Makes the next message of the body. */
  void next(ByteBuffer into, long now) {
    waiting = true;
    sentAt = now;
    used++;
    template.write(into, messageId(), token(), transferred / blockBytes, blockBytes);
  }

  /** The body has come to its end. */
  void ended() {
    waiting = false;
  }

  boolean isAnsweredBy(Answer answer) {
    return waiting && answer.isResponse() && answer.token() == token();
  }

  boolean isPromisedBy(Answer answer) {
    return waiting && answer.isPromise() && answer.messageId() == messageId();
  }

  /**
   * Takes a successful answer.
   *
   * @return what it means for the body
   */
  Progress proceed(Answer answer, MessageOptions options) {
    return request.isUpload() ? sent(answer, options) : got(options);
  }

  private Progress sent(Answer answer, MessageOptions options) {
    int left = request.bodyBytes() - transferred;
    if (!answer.isContinue()) {
      return left <= blockBytes ? Progress.WHOLE : Progress.WRONG;
    }
    if (left <= blockBytes) {
      return Progress.WRONG;
    }
    transferred += blockBytes;
    if (options.block1() >= 0) {
      // Of smaller blocks the number is another one, the place is the same (RFC 7959 section 2.3).
      blockBytes = Math.min(blockBytes, Block.of(options.block1()).bytes());
    }
    return Progress.GOES_ON;
  }

  private Progress got(MessageOptions options) {
    Block block = Block.of(Math.max(0, options.block2()));
    boolean more = options.block2() >= 0 && block.more();
    boolean inPlace = options.block2() < 0 ? transferred == 0 : block.offset() == transferred;
    transferred += options.payloadBytes();
    if (!inPlace || transferred > request.bodyBytes()) {
      return Progress.WRONG;
    }
    if (!more) {
      return transferred == request.bodyBytes() ? Progress.WHOLE : Progress.WRONG;
    }
    blockBytes = block.bytes();
    return options.payloadBytes() == blockBytes ? Progress.GOES_ON : Progress.WRONG;
  }

  private int messageId() {
    return firstId + used & MESSAGE_IDS - 1;
  }

  private int token() {
    return ports << Short.SIZE | messageId();
  }

  /** What an answer means for a body. */
  enum Progress {
    /** Another message is due. */
    GOES_ON,
    /** The body has been transferred. */
    WHOLE,
    /** The answer does not fit to what came before it. */
    WRONG
  }
}
