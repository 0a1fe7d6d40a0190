/**
 * The pure part of the strategies that are kept for comparison with the parallel migration. {@link
 * dev.millrace.stream.strategy.SynchronisationMonitor} decides for {@code WindowSynchronised} when
 * a target that began empty takes over; {@link dev.millrace.stream.strategy.StateSender} and {@link
 * dev.millrace.stream.strategy.StateReceiver} move a paused source's state for {@code
 * StateTransfer}. Both follow published algorithms (5.1, 5.2 and 6.1 to 6.4) with their errors
 * repaired; the tests keep the printed forms and show what goes wrong with them.
 */
package dev.millrace.stream.strategy;
