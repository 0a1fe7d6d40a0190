package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.e2e.interop.Order.Method;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** What every foreign client is put through. */
final class Cases {
  private static final int JSON = 50;
  private static final int CBOR = 60;
  private static final int OCTETS = 42;
  private static final int XML = 41;
  private static final byte[] TEXT = "{\"celsius\": 21.5}".getBytes(UTF_8);

  private Cases() {}

  /** Over plain CoAP. */
  static List<Case> plain() {
    byte[] long1 = octets(1, 5_000);
    byte[] long2 = octets(2, InteropGateway.MAX_BODY);
    return List.of(
        Case.stored("POST, confirmable", Order.post("/rooms/a", JSON, TEXT), "a"),
        Case.stored("PUT", Order.post("/rooms/b", JSON, TEXT).by(Method.PUT), "b"),
        Case.stored(
            "POST, non-confirmable", Order.post("/rooms/c", JSON, TEXT).nonConfirmable(), "c"),
        Case.stored("CBOR", Order.post("/rooms/d", CBOR, new byte[] {(byte) 0x82, 0, 0x20}), "d"),
        Case.stored("no body, no format", empty("/rooms/e"), "e"),
        Case.stored("a path in UTF-8", Order.post("/rooms/b%C3%BCro%201", JSON, TEXT), "büro 1"),
        Case.stored("E2: upload in blocks", Order.post("/rooms/f", OCTETS, long1), "f"),
        Case.stored(
            "E2: upload in blocks of 64",
            Order.post("/rooms/g", OCTETS, long1).inBlocksOf(64),
            "g"),
        Case.stored("E2: the longest upload", Order.post("/rooms/h", OCTETS, long2), "h"),
        Case.refused(
            "E3: an upload that is too long",
            Order.post("/rooms/i", OCTETS, octets(3, InteropGateway.MAX_BODY + 1)),
            "4.13"),
        Case.refused("C1: no such path", Order.post("/floors/a", JSON, TEXT), "4.04"),
        Case.refused("C2: no such method", Order.get("/rooms/a").by(Method.DELETE), "4.05"),
        Case.refused("a format that is not taken", Order.post("/rooms/a", XML, TEXT), "4.15"),
        Case.refused("not what its format says", Order.post("/rooms/a", CBOR, TEXT), "4.00"),
        Case.refused(
            "a resource for known senders", Order.post("/devices/device-1", JSON, TEXT), "4.01"),
        Case.answered(
            "C7, E1: discovery", Order.get("/.well-known/core"), InteropGateway.links("")),
        Case.answered(
            "C7, E1: discovery in blocks of 64",
            Order.get("/.well-known/core").inBlocksOf(64),
            InteropGateway.links("")),
        Case.answered(
            "C7: discovery with a filter",
            Order.get("/.well-known/core?rt=sensor-07"),
            InteropGateway.links("sensor-07")));
  }

  /** States of one resource, one after the other, while it is observed. */
  static List<Case> observed() {
    return List.of(
        state("D1: the state that is there", 1),
        state("D2: a change of it", 2),
        state("D2: another one", 3));
  }

  private static Case state(String name, int number) {
    byte[] body = "{\"state\": %d}".formatted(number).getBytes(UTF_8);
    return Case.stored(name, Order.post("/rooms/watched", JSON, body), "watched");
  }

  /** Over DTLS with pre-shared keys. */
  static List<Case> secured() {
    return List.of(
        Case.stored("coaps: POST", own(TEXT, JSON), "device-1"),
        Case.stored("coaps: upload in blocks", own(octets(4, 5_000), OCTETS), "device-1"),
        Case.refused(
            "coaps: another's resource",
            known(Order.post("/devices/device-2", JSON, TEXT)),
            "4.03"),
        Case.refused(
            "coaps: a wrong key",
            Order.post("/devices/device-1", JSON, TEXT).as("device-1", "another key"),
            Answer.NONE),
        Case.refused(
            "coaps: nobody",
            Order.post("/devices/device-3", JSON, TEXT).as("device-3", "key-of-device-1"),
            Answer.NONE));
  }

  private static Order own(byte[] body, int format) {
    return known(Order.post("/devices/device-1", format, body));
  }

  private static Order known(Order order) {
    return order.as(Keys.DEVICE.identity(), Keys.DEVICE.key());
  }

  private static Order empty(String path) {
    return new Order(
        Method.POST, path, OptionalInt.empty(), new byte[0], true, OptionalInt.empty(), null);
  }

  /** Bytes of all values, the same each time. */
  private static byte[] octets(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
