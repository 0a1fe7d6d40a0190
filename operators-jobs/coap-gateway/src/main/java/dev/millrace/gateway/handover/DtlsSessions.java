package dev.millrace.gateway.handover;

import dev.millrace.gateway.credential.ListenerCredentials;
import dev.millrace.gateway.exchange.ExchangeStore;
import dev.millrace.gateway.exchange.RememberedAnswer;
import dev.millrace.gateway.socket.PeerKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.californium.elements.MapBasedEndpointContext.Attributes;
import org.eclipse.californium.elements.util.DataStreamReader;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.dtls.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the sessions out of a listener that has stopped, and lets them go on in one that runs. With
 * each go the answers to its newest requests: a device has one request open at a time (NSTART, RFC
 * 7252 section 4.7), and copies that the network makes of a record fail at the replay window, so
 * more cannot be asked for again.
 */
public final class DtlsSessions {
  private static final Logger LOG = LoggerFactory.getLogger(DtlsSessions.class);

  /** Of a session; devices of other makers may have a few requests open at once. */
  private static final int ANSWERS = 8;

  /** For the context of a session whose address is not known; nothing is sent there. */
  private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

  private final ListenerCredentials credentials;
  private final ExchangeStore exchanges;

  /**
   * @param credentials of the listener, as they are now
   * @param exchanges that it remembers
   */
  public DtlsSessions(ListenerCredentials credentials, ExchangeStore exchanges) {
    this.credentials = credentials;
    this.exchanges = exchanges;
  }

  /** Takes all out of a connector that does not run any more; it has none afterwards. */
  public SavedSessions save(DTLSConnector stopped) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      var unused = stopped.save(out, Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    byte[] all = out.toByteArray();
    ByteArrayInputStream in = new ByteArrayInputStream(all);
    DataStreamReader reader = new DataStreamReader(in);
    List<SavedSession> sessions = new ArrayList<>();
    int begin = 0;
    for (Connection one = next(reader, 0); one != null; one = next(reader, 0)) {
      int end = all.length - in.available();
      sessions.add(
          new SavedSession(
              credentials.fingerprint(one.getEstablishedPeerIdentity()),
              Arrays.copyOfRange(all, begin, end),
              exchanges.newest(peer(one), ANSWERS)));
      begin = end;
    }
    return SavedSessions.now(sessions);
  }

  private static Connection next(DataStreamReader reader, long shiftNanos) {
    return Connection.fromReader(reader, shiftNanos);
  }

  private static Object peer(Connection connection) {
    return PeerKey.of(connection.getReadContext(new Attributes(), NOWHERE));
  }

  /** Lets sessions go on in a connector that runs, where their devices are still known. */
  public Restored restore(SavedSessions saved, DTLSConnector running) {
    int goOn = 0;
    int revoked = 0;
    int superseded = 0;
    int unusable = 0;
    long shift = saved.shiftNanos();
    for (SavedSession session : saved.sessions()) {
      Connection connection = read(session, shift);
      if (connection == null) {
        unusable++;
      } else if (!credentials.stillKnow(
          connection.getEstablishedPeerIdentity(), session.fingerprint())) {
        revoked++;
      } else if (running.getSessionByAddress(connection.getPeerAddress()) != null) {
        superseded++;
      } else {
        // First what the device may ask for, as it may ask as soon as it is known.
        remember(peer(connection), session.answers(), saved.ageMillis());
        if (restore(connection, running)) {
          goOn++;
        } else {
          unusable++;
        }
      }
    }
    return new Restored(goOn, revoked, superseded, unusable);
  }

  private static Connection read(SavedSession session, long shiftNanos) {
    try {
      return next(new DataStreamReader(new ByteArrayInputStream(session.connection())), shiftNanos);
    } catch (IllegalArgumentException e) {
      LOG.warn("A session cannot be read: {}", e.getMessage());
      return null;
    }
  }

  private void remember(Object peer, List<RememberedAnswer> answers, int ageMillis) {
    for (RememberedAnswer answer : answers) {
      // What there is no room for is carried out again if it comes again, as after a crash.
      var unused =
          exchanges.restore(
              peer,
              new RememberedAnswer(
                  answer.mid(),
                  Math.clamp((long) answer.ageMillis() + ageMillis, 0, Integer.MAX_VALUE),
                  answer.answer()));
    }
  }

  private static boolean restore(Connection connection, DTLSConnector running) {
    try {
      return running.restoreConnection(connection);
    } catch (IllegalStateException e) {
      // A session that was made here has its connection id.
      LOG.warn("A session cannot go on: {}", e.getMessage());
      return false;
    }
  }
}
