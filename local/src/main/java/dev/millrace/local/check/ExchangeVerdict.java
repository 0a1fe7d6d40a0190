package dev.millrace.local.check;

/**
 * What the checker says about the topics that gateways write.
 *
 * @param acknowledged exchanges that the fleets' devices had acknowledged
 * @param unacknowledged exchanges of the fleets that ended otherwise
 * @param found records of the fleets' exchanges in the topics, without repeats
 * @param unacknowledgedFound those of them whose exchange was not acknowledged; at most one each
 * @param outside records of exchanges that no fleet has sent
 * @param outsideAllowed whether devices outside this process may have sent them; of theirs, only
 *     repeats can be noticed
 * @param defects what is wrong
 */
public record ExchangeVerdict(
    long acknowledged,
    long unacknowledged,
    long found,
    long unacknowledgedFound,
    long outside,
    boolean outsideAllowed,
    Defects defects) {
  /** Whether the topics hold what they must. */
  public boolean holds() {
    return defects.areNone();
  }
}
