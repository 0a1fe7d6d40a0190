package dev.millrace.api;

import java.util.List;
import java.util.Map;

/**
 * Simulated devices. Everything they send follows from {@code seed}. {@code path} is a template
 * whose variables come from {@code variables}; <code>{device}</code> is the device's number from 0.
 */
public record DeviceFleetSpec(
    String gateway,
    ListenerSpec.Protocol protocol,
    Integer devices,
    Long seed,
    String path,
    Map<String, List<String>> variables,
    GatewayResourceSpec.Method method,
    Boolean confirmable,
    String format,
    Map<String, GeneratorSpec> payload,
    List<PhaseSpec> phases,
    SecretReference identities) {}
