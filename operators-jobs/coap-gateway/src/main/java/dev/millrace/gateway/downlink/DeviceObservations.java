package dev.millrace.gateway.downlink;

import dev.millrace.gateway.downlink.CommandResult.Outcome;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BiConsumer;
import org.eclipse.californium.core.coap.ClientObserveRelation;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.Endpoint;

/**
 * What the gateway observes at devices (RFC 7641, the client's part). Of each observation it tells
 * states in the order in which the device has had them, and none that is older than one it has
 * told. An observation that hears nothing for Max-Age is renewed. All end with the process: a
 * device that notifies the next one is rejected, which ends it there too. Thread-safe.
 */
final class DeviceObservations {
  private final int capacity;
  private final ScheduledThreadPoolExecutor timer;
  private final BiConsumer<Received, CommandResult> states;
  private final Set<Endpoint> listening = ConcurrentHashMap.newKeySet();
  private final Map<Source, Observed> byToken = new ConcurrentHashMap<>();
  private final Map<Place, Observed> byPlace = new HashMap<>();

  /** Whose tokens they are. */
  private record Source(Endpoint endpoint, Token token) {}

  /** A resource at a device. */
  private record Place(InetSocketAddress peer, String path) {
    static Place of(Received command, Device device) {
      return new Place(device.peer().getPeerAddress(), command.command().path());
    }
  }

  /**
   * @param capacity observations at the same time
   * @param states is told each state after the first, which is the answer to the command
   */
  DeviceObservations(
      int capacity, ScheduledThreadPoolExecutor timer, BiConsumer<Received, CommandResult> states) {
    this.capacity = capacity;
    this.timer = timer;
    this.states = states;
  }

  /**
   * Makes a request one that begins an observation, or takes the place of that which there is, with
   * the same token (RFC 7641 section 3.1).
   *
   * @throws IllegalArgumentException if there are too many
   */
  void begin(Received command, Device device, Request request) {
    Place place = Place.of(command, device);
    Observed next;
    Observed before;
    synchronized (byPlace) {
      before = byPlace.get(place);
      if (before == null && byPlace.size() >= capacity) {
        throw new IllegalArgumentException("more than " + capacity + " observations");
      }
      request.setObserve();
      next = new Observed(command, place, device.endpoint(), request);
      byPlace.put(place, next);
    }
    if (before != null) {
      before.stop(request);
    }
    if (listening.add(device.endpoint())) {
      device
          .endpoint()
          .addNotificationListener(
              (begun, state) -> notified(new Source(device.endpoint(), begun.getToken()), state));
    }
    request.addMessageObserver(next);
  }

  /** Makes a request one that ends the observation of its resource, if there is one. */
  void end(Received command, Device device, Request request) {
    request.setObserveCancel();
    Observed before;
    synchronized (byPlace) {
      before = byPlace.remove(Place.of(command, device));
    }
    if (before != null) {
      before.stop(request);
    }
  }

  int size() {
    synchronized (byPlace) {
      return byPlace.size();
    }
  }

  private void notified(Source source, Response state) {
    Observed observed = byToken.get(source);
    if (observed != null) {
      observed.onResponse(state);
    }
  }

  /** One observation; sees what comes of its requests too, the first and those that renew it. */
  private final class Observed extends MessageObserverAdapter {
    private final Received command;
    private final Place place;
    private final Endpoint endpoint;
    private final Request first;
    private final ClientObserveRelation relation;
    private volatile Source source;
    private boolean answered;

    Observed(Received command, Place place, Endpoint endpoint, Request first) {
      this.command = command;
      this.place = place;
      this.endpoint = endpoint;
      this.first = first;
      this.relation = new ClientObserveRelation(first, endpoint, timer);
    }

    /** Hears no more, so that another request can have the token. */
    void stop(Request successor) {
      Source mine = source;
      if (mine != null) {
        byToken.remove(mine, this);
        successor.setToken(mine.token());
      }
      relation.reactiveCancel();
    }

    @Override
    public void onReadyToSend() {
      source = new Source(endpoint, first.getToken());
      byToken.put(source, this);
    }

    @Override
    public synchronized void onResponse(Response state) {
      boolean isNew = relation.onResponse(state);
      if (!state.getOptions().hasObserve()) {
        forget();
      }
      if (isNew && answered) {
        states.accept(command, CommandResult.notified(command, state));
      }
      answered = true;
    }

    @Override
    public void onCancel() {
      forget();
    }

    @Override
    protected void failed() {
      boolean wasThere = forget();
      synchronized (this) {
        if (wasThere && answered) {
          states.accept(
              command,
              CommandResult.of(command, Outcome.timeout, "the device is observed no longer"));
        }
      }
    }

    private boolean forget() {
      Source mine = source;
      if (mine != null) {
        byToken.remove(mine, this);
      }
      synchronized (byPlace) {
        return byPlace.remove(place, this);
      }
    }
  }
}
