package dev.millrace.gateway.exchange;

/**
 * A confirmable request that was carried out, as another store can go on remembering it.
 *
 * @param mid the request's message id
 * @param ageMillis how long ago it came
 * @param answer what a copy of it gets
 */
// Nobody changes the array.
@SuppressWarnings("ArrayRecordComponent")
public record RememberedAnswer(int mid, int ageMillis, byte[] answer) {}
