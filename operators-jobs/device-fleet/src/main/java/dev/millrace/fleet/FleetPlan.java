package dev.millrace.fleet;

import dev.millrace.fleet.device.Phase;
import dev.millrace.fleet.payload.DevicePaths;
import dev.millrace.fleet.payload.PayloadPlan;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP;

/** A checked manifest, with its defaults filled in. */
record FleetPlan(
    int devices,
    long seed,
    boolean secure,
    boolean confirmable,
    CoAP.Code method,
    DevicePaths paths,
    PayloadPlan payload,
    List<Phase> phases) {}
