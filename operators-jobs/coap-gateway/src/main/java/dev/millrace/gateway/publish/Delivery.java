package dev.millrace.gateway.publish;

/** Learns the fate of one record, by exactly one call, from any thread; it must not block. */
public interface Delivery {
  /** All in-sync replicas have the record, or it is on disk and will come to them, once. */
  void acknowledged();

  /** The record is not known to be in the log, and nobody will try it again. */
  void failed(DeliveryFailure failure);
}
