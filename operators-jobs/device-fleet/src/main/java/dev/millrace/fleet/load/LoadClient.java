package dev.millrace.fleet.load;

import java.nio.ByteBuffer;

/** One client: the message ids of its port, and the request that it has under way. */
final class LoadClient {
  private static final int MESSAGE_IDS = 1 << 16;

  private final int number;
  private final RequestTemplate template;
  private final AnswerMemory memory;
  private int ports;
  private int firstId;
  private int used;

  private boolean waiting;
  private boolean copy;
  private int current;
  private long dueAt;
  private long sentAt;

  /**
   * @param memory of answers; null if none is ever asked for again
   */
  LoadClient(int number, RequestTemplate template, AnswerMemory memory, int firstId) {
    this.number = number;
    this.template = template;
    this.memory = memory;
    this.firstId = firstId;
  }

  int number() {
    return number;
  }

  /** Message ids used on the current port. */
  int used() {
    return used;
  }

  /** Whether a request is under way. */
  boolean isWaiting() {
    return waiting;
  }

  /** Whether the request under way is a copy of an earlier one. */
  boolean isCopy() {
    return copy;
  }

  long dueAt() {
    return dueAt;
  }

  long sentAt() {
    return sentAt;
  }

  /** From here on the client has another port, hence all message ids before it. */
  void changedPort(int newFirstId) {
    ports++;
    used = 0;
    firstId = newFirstId;
    if (memory != null) {
      memory.clear();
    }
  }

  /** Whether the request of this number on this port can be asked again. */
  boolean canRepeat(int request) {
    return memory != null && memory.knows(request);
  }

  /** Makes the next request, and is waiting from now on. */
  void next(ByteBuffer into, long due, long now) {
    begin(into, used++, false, due, now);
  }

  /** Makes a copy of an earlier request of this port, and is waiting from now on. */
  void repeat(ByteBuffer into, int request, long due, long now) {
    begin(into, request, true, due, now);
  }

  /** The request under way has come to its end. */
  void ended() {
    waiting = false;
  }

  /** Whether this answers the request under way. */
  boolean isAnsweredBy(Answer answer) {
    return waiting && answer.isResponse() && answer.token() == token(current);
  }

  /** Whether this rejects the request under way. */
  boolean isRejectedBy(Answer answer) {
    return waiting && answer.isReset() && answer.messageId() == messageId(current);
  }

  /** Whether this promises an answer to the request under way. */
  boolean isPromisedBy(Answer answer) {
    return waiting && answer.isPromise() && answer.messageId() == messageId(current);
  }

  /** Whether this is, byte for byte, what an earlier copy of the same request got, if any came. */
  boolean isAlike(Answer answer, ByteBuffer datagram) {
    int request = answer.messageId() - firstId & MESSAGE_IDS - 1;
    return memory == null
        || !answer.isPiggybacked()
        || request >= used
        || answer.token() != token(request)
        || memory.take(request, datagram);
  }

  private void begin(ByteBuffer into, int request, boolean again, long due, long now) {
    waiting = true;
    copy = again;
    current = request;
    dueAt = due;
    sentAt = now;
    template.write(into, messageId(request), token(request));
  }

  private int messageId(int request) {
    return firstId + request & MESSAGE_IDS - 1;
  }

  /** Not the same for two requests of one client until it has had 65,536 ports. */
  private int token(int request) {
    return ports << Short.SIZE | messageId(request);
  }
}
